import { sha256 } from '../../../src/app/audit/sha256';
import { AnchoredSeals, type Evidence, SealJudge, SealSequence } from '../../../src/domain/audit/judgeSeal';
import { Chains, type Seal, type SealedRecord, sealHash } from '../../../src/domain/audit/seal';
import { canonicalJson } from '../../../src/kernel/canonicalJson';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';

const day = calendarDate('2026-06-10');
const of = { tenantId: 'tenant', day };

const record = (id: string, customerId?: string, more: object = {}): Evidence & { readonly sealed: Omit<SealedRecord, 'id'>; readonly record: string } => {
  const text = canonicalJson({ id, ...(customerId !== undefined && { customerId }), ...more });
  return { id, record: text, sealed: { ...(customerId !== undefined && { customerId }), digest: sha256(text) } };
};

const three = [record('1', 'anna'), record('2'), record('3', 'anna')];

const sealOf = (evidences: readonly (typeof three)[number][], more: Partial<Seal> = {}): Seal => {
  const chains = new Chains(of, sha256);
  for (const { id, sealed } of evidences) chains.add({ id, ...sealed });
  const seal = { ...of, number: 1, previous: '', records: evidences.length, chains: chains.count, heads: chains.heads, run: 'run', sealedAt: instant('2026-06-11T01:00:00.000Z'), ...more };
  return { ...seal, hash: sealHash(seal, sha256) };
};

const judged = (seal: Seal, evidences: readonly Evidence[]) => {
  const judge = new SealJudge(seal, sha256);
  return [...evidences.map((each) => judge.take(each)), judge.end()].filter((each) => each !== undefined).map(({ fault, recordId, detail }) => [fault, recordId, detail]);
};

test('[AUD-1] the text of a record is one, whatever order its members are in, as RFC 8785 has it', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'é\n' }], a: true, 10: 'x', 9: undefined, '': 2 })).toBe('{"":2,"10":"x","a":true,"b":[1,{"c":"é\\n","d":null}]}');
  expect(canonicalJson([undefined, 1])).toBe('[null,1]');
});

test('[AUD-1] a seal is computed as the documents say: by hand', () => {
  const start = (customer: string) => sha256(`nextterm audit chain 1\ntenant\n2026-06-10\n${customer}`);
  const link = (head: string, { id, sealed }: (typeof three)[number]) => sha256(`${head}\n${id}\n${sealed.digest}`);
  const [first, second, third] = three as [(typeof three)[0], (typeof three)[0], (typeof three)[0]];
  const anna = link(link(start('anna'), first), third);
  const { hash, ...rest } = sealOf(three);
  expect(rest.heads).toBe(sha256(`,1,${link(start(''), second)}\nanna,2,${anna}`));
  expect(hash).toBe(sha256(canonicalJson(rest)));
});

describe('[AUD-1] a seal judged on what is stored', () => {
  const [first, second, third] = three as [(typeof three)[0], (typeof three)[0], (typeof three)[0]];
  const other = record('3', 'anna', { status: 'failed' });
  test.each<[string, readonly Evidence[], readonly unknown[]]>([
    ['as it was sealed', three, []],
    ['one is gone', [first, { ...second, record: undefined }, third], [['record_missing', '2', 'was sealed, and is not there']]],
    ['one was changed', [first, second, { ...third, record: other.record }], [['record_changed', '3', 'is not as it was sealed']]],
    ['one is damaged', [first, { ...second, record: '{"unreadable":"not JSON"}', unreadable: 'not JSON' }, third], [['record_unreadable', '2', 'not JSON']]],
    ['one was put in', [first, { id: '15', record: other.record }, second, third], [['record_added', '15', 'is in no seal of its day']]],
    ['one is in a late seal', [first, { id: '15', record: other.record, sealedLate: 2 }, second, third], []],
    ['one waits for a late seal', [first, { id: '15', record: other.record, awaitsSeal: true }, second, third], []],
    ['one was changed, and its digest in the list as well', [first, second, other], [['seal_changed', undefined, 'the records it lists are not those it was made of']]],
    ['one was taken out of the list as well', [first, third], [['seal_changed', undefined, 'it is of 3 records, and lists 2']]],
    ['two change places', [first, third, second].map((each, index) => ({ ...each, id: String(index + 1) })), [['seal_changed', undefined, 'the records it lists are not those it was made of']]],
    ['one is another customer’s', [first, { ...second, sealed: { ...second.sealed, customerId: 'anna' } }, third], [['seal_changed', undefined, 'the records it lists are not those it was made of']]],
  ])('%s', (_, evidences, found) => {
    expect(judged(sealOf(three), evidences)).toEqual(found);
  });

  test('a seal whose number of records was changed, with and without its hash', () => {
    const seal = sealOf(three);
    expect(judged({ ...seal, sealedAt: instant('2026-06-11T01:00:00.001Z') }, three)).toEqual([['seal_changed', undefined, 'the seal itself is not what its hash says']]);
    expect(judged(sealOf(three, { records: 4 }), three)).toEqual([['seal_changed', undefined, 'it is of 4 records, and lists 3']]);
  });

  test('a text in rows of its own', () => {
    const long = record('1', 'anna', { parts: { before: { characters: 4, digest: sha256('long') } } });
    const seal = sealOf([long]);
    expect(judged(seal, [{ ...long, texts: { before: 'long' } }])).toEqual([]);
    expect(judged(seal, [{ ...long, texts: { before: 'lung' } }])).toEqual([['record_changed', '1', 'its before is not as it was sealed']]);
    expect(judged(seal, [{ ...long, texts: {} }])).toEqual([['record_changed', '1', 'its before is not there']]);
  });
});

describe('[AUD-1] seals one after the other', () => {
  const seal = (number: number, hash: string, previous: string) => ({ number, day, hash, previous });
  const taken = (seals: readonly ReturnType<typeof seal>[]) => {
    const sequence = new SealSequence('tenant');
    return seals.flatMap((each) => sequence.take(each) ?? []).map(({ fault, seal: number, detail }) => [fault, number, detail]);
  };
  test.each([
    ['as they were made', [seal(1, 'a', ''), seal(2, 'b', 'a'), seal(3, 'c', 'b')], []],
    ['the first is gone', [seal(2, 'b', 'a'), seal(3, 'c', 'b')], [['seal_missing', 1, 'is not there']]],
    ['two are gone', [seal(1, 'a', ''), seal(4, 'd', 'c')], [['seal_missing', 2, 'is not there, nor any up to 3']]],
    ['one was replaced', [seal(1, 'x', ''), seal(2, 'b', 'a')], [['seal_replaced', 1, 'is another than the one that seal 2 was made after']]],
  ])('%s', (_, seals, found) => {
    expect(taken(seals)).toEqual(found);
  });

  test('what was exported: another now, and gone', () => {
    const anchored = new AnchoredSeals('tenant', [{ number: 1, day, hash: 'a' }, { number: 2, day, hash: 'b' }, { number: 3, day, hash: 'c' }]);
    expect([1, 2, 4].map((number) => anchored.take({ number, day, hash: number === 1 ? 'a' : 'x' })?.fault)).toEqual([undefined, 'anchor_differs', undefined]);
    expect(anchored.end().map(({ fault, seal: number }) => [fault, number])).toEqual([['seal_missing', 3]]);
  });
});
