import { MemoryPartitionStore } from '../../../src/adapters/memory/memoryPartitionStore';
import { type Deadline, type KnownSubject } from '../../../src/app/due/deadline';
import { DeadlineIndex } from '../../../src/app/due/deadlineIndex';
import { deadlineKey, deadlinePartition } from '../../../src/app/due/deadlineKeys';
import { instant, instantFromMillis, plusHours, toMillis, type Instant } from '../../../src/kernel/instant';
import { type Row } from '../../../src/kernel/partitionStore';
import { CountingStore } from '../../support/countingStore';
import { interrupted } from '../../support/interrupted';

const at = (text: string): Instant => instant(`2026-01-${text}`);
const deadline = (when: Instant, subject: string, customerId = 'c1'): Deadline => ({ at: when, kind: 'renewal', customerId, subject });
const everyone = (count: number, when: (index: number) => Instant): Deadline[] => Array.from({ length: count }, (_, i) => deadline(when(i), `s${i}`, `customer${i}`));

const world = (shards = 16) => {
  const memory = new MemoryPartitionStore();
  const store = new CountingStore(memory);
  const corrupt: [Row['key'], string][] = [];
  const index = new DeadlineIndex(store, { shards, onCorrupt: async (row, reason) => void corrupt.push([row.key, reason]) });
  return { memory, counts: store.counts, corrupt, index };
};

const allDue = async (index: DeadlineIndex, until: Instant, limit?: number): Promise<Deadline[]> => {
  const found: Deadline[] = [];
  let continuation: string | undefined;
  do {
    const page = await index.due(until, limit, continuation);
    found.push(...page.deadlines);
    continuation = page.continuation;
  } while (continuation !== undefined);
  return found;
};

const subjects = (deadlines: readonly Deadline[]): string[] => deadlines.map(({ subject }) => subject);

describe('due', () => {
  test('gives back what was put, data and all', async () => {
    const { index } = world();
    const full: Deadline = { at: at('31T10:00:00.000Z'), kind: 'cycle', customerId: 'c1', subject: 'a|b/c', data: { day: '2026-01-31', n: [1] } };
    await index.put([full, deadline(at('31T10:00:00.000Z'), 's')]);
    expect(await index.due(at('31T10:00:00.000Z'))).toEqual({ deadlines: [full, deadline(at('31T10:00:00.000Z'), 's')] });
  });

  // |--09:59:59.999--|10:00--------10:59:59.999--|11:00--
  test.each<{ name: string; falls: string; until: string; due: boolean }>([
    { name: 'at the instant', falls: '31T10:30:00.000Z', until: '31T10:30:00.000Z', due: true },
    { name: '1 ms before', falls: '31T10:30:00.000Z', until: '31T10:29:59.999Z', due: false },
    { name: '1 ms after', falls: '31T10:30:00.000Z', until: '31T10:30:00.001Z', due: true },
    { name: 'as an hour begins', falls: '31T10:00:00.000Z', until: '31T10:00:00.000Z', due: true },
    { name: '1 ms before an hour begins', falls: '31T10:00:00.000Z', until: '31T09:59:59.999Z', due: false },
    { name: 'the last of an hour, in the next', falls: '31T09:59:59.999Z', until: '31T10:00:00.000Z', due: true },
    { name: 'the last of an hour, 1 ms before', falls: '31T09:59:59.999Z', until: '31T09:59:59.998Z', due: false },
    { name: 'a month ago', falls: '01T00:00:00.000Z', until: '31T10:00:00.000Z', due: true },
    { name: 'the first of a day, the millisecond before', falls: '31T00:00:00.000Z', until: '30T23:59:59.999Z', due: false },
  ])('$name: $due', async ({ falls, until, due }) => {
    const { index } = world();
    await index.put([deadline(at(falls), 's')]);
    expect(subjects((await index.due(at(until))).deadlines)).toEqual(due ? ['s'] : []);
  });

  test('is in order of time, across shards and hours', async () => {
    const { index } = world();
    const minute = (i: number): Instant => instantFromMillis(toMillis(at('31T08:00:00.000Z')) + i * 60_000);
    const all = everyone(240, minute);
    await index.put(all.toReversed());
    expect((await index.due(minute(200))).deadlines).toEqual(all.slice(0, 201));
  });

  test('comes in pages: everything once, each customer in order', async () => {
    const { index } = world(4);
    const all = Array.from({ length: 60 }, (_, i) => deadline(instantFromMillis(toMillis(at('31T09:30:00.000Z')) + i * 60_000), `s${i}`, `c${i % 7}`));
    await index.put(all);
    const due = all.slice(0, 46);
    for (const limit of [1, 2, 7, 59]) {
      const found = await allDue(index, due.at(-1)?.at ?? at('01'), limit);
      expect(subjects(found).toSorted()).toEqual(subjects(due).toSorted());
      for (const customer of ['c0', 'c3']) expect(found.filter((d) => d.customerId === customer)).toEqual(due.filter((d) => d.customerId === customer));
    }
  });

  test('rows may be removed while paging', async () => {
    const { index } = world(2);
    await index.put(everyone(30, () => at('31T10:00:00.000Z')));
    const found: Deadline[] = [];
    for (let page = await index.due(at('31T10:00:00.000Z'), 4); ; page = await index.due(at('31T10:00:00.000Z'), 4, page.continuation)) {
      found.push(...page.deadlines);
      await index.remove(page.deadlines);
      if (page.continuation === undefined) break;
    }
    expect(new Set(subjects(found)).size).toBe(30);
    expect(await index.earliest()).toBeUndefined();
  });
});

describe('work is proportional to what is due', () => {
  const ten = Array.from({ length: 10 }, (_, i) => deadline(at('31T10:00:00.000Z'), `due${i}`, `customer${i}`));
  const costOf = async (notDue: readonly Deadline[]) => {
    const { index, counts } = world();
    await index.put([...ten, ...notDue]);
    counts.reset();
    expect(subjects(await allDue(index, at('31T10:00:00.000Z'))).toSorted()).toEqual(subjects(ten));
    return counts.total();
  };
  const later = at('31T11:00:00.000Z');
  const hours = Array.from({ length: 500 }, (_, i) => plusHours(later, i));
  const laterHours = (count: number) => everyone(count, (i) => hours[i % hours.length] ?? later);

  test('1,000 or 100,000 later deadlines: the same single operation, the same rows', async () => {
    const one = { read: 0, list: 0, listAcross: 1, commit: 0, writes: 0, rows: 10 };
    expect([await costOf(laterHours(1_000)), await costOf(laterHours(100_000))]).toEqual([one, one]);
  });

  test('later in the very same hour: no more than two operations a shard', async () => {
    const sameHour = (count: number) => everyone(count, (i) => instantFromMillis(toMillis(at('31T10:00:00.001Z')) + i));
    expect((await costOf(sameHour(20_000))).listAcross).toBeLessThanOrEqual(32);
    expect((await costOf(sameHour(100_000))).listAcross).toBeLessThanOrEqual(32);
  });

  test('a sweep that finds nothing is one operation', async () => {
    const { index, counts } = world();
    await index.put(laterHours(1_000));
    counts.reset();
    expect(await allDue(index, at('31T10:59:59.999Z'))).toEqual([]);
    expect(counts.total()).toMatchObject({ listAcross: 1, rows: 0 });
  });
});

describe('one part of the index, one kind', () => {
  const midnight = at('31T10:00:00.000Z');
  const partition = deadlinePartition(deadline(midnight, 's'), 1);
  const many = (count: number, kind: Deadline['kind'], when = midnight): Deadline[] => Array.from({ length: count }, (_, i) => ({ ...deadline(when, `s${i}`, `c${String(i).padStart(4, '0')}`), kind }));
  const reading = async (rows: readonly Deadline[], limit: number, until = midnight) => {
    const { index, counts } = world(1);
    await index.put(rows);
    counts.reset();
    const found = await index.dueIn(partition, 'renewal', until, limit);
    const { list, rows: read } = counts.total();
    return { found: found.length, list, rows: read };
  };

  test('a page reads the page it needs, however much is due', async () => {
    expect([await reading(many(150, 'renewal'), 100), await reading(many(1_000, 'renewal'), 100)]).toEqual([
      { found: 100, list: 2, rows: 100 },
      { found: 100, list: 2, rows: 100 },
    ]);
  });

  test('what stands before it of another kind is read in pages too, and nothing is left out', async () => {
    expect(await reading([...many(250, 'cycle'), ...many(150, 'renewal')], 100)).toEqual({ found: 100, list: 5, rows: 350 });
    expect(await reading([...many(250, 'cycle'), ...many(99, 'renewal')], 100)).toMatchObject({ found: 99 });
  });

  test('nothing is read beyond the page in which what is due ends', async () => {
    const later = many(1_000, 'renewal', at('31T10:00:00.001Z'));
    expect([await reading([...many(30, 'renewal'), ...later], 100), await reading([...many(30, 'renewal'), ...later], 100, at('31T10:00:00.001Z'))]).toEqual([
      { found: 30, list: 2, rows: 100 },
      { found: 100, list: 2, rows: 100 },
    ]);
  });
});

describe('deadlines of one customer, instant and kind share rows', () => {
  const midnight = at('31T00:00:00.000Z');
  const partition = deadlinePartition(deadline(midnight, 's'), 1);
  const known = (subject: string, letters = 10): KnownSubject => ({ state: { id: subject, name: 'x'.repeat(letters) }, etag: `etag of ${subject}`, told: true });
  const own = (count: number, customerId = 'c1'): Deadline[] => Array.from({ length: count }, (_, i) => ({ ...deadline(midnight, `s${String(i).padStart(3, '0')}`, customerId), known: known(`s${i}`) }));
  const plain = (deadlines: readonly Deadline[]) => deadlines.map(({ shared: _, ...each }) => each);
  const rowsIn = async (memory: MemoryPartitionStore) => (await memory.list(partition, {})).rows;

  test('twenty to a row, and a twenty-first in one of its own, which says what it said before', async () => {
    const { index, memory } = world(1);
    await index.put(own(21));
    expect((await rowsIn(memory)).map(({ key, value }) => [key.includes('|all|'), (value['members'] as unknown[] | undefined)?.length])).toEqual([[true, 20], [false, undefined]]);
    expect(plain((await index.due(midnight)).deadlines)).toEqual(own(21));
    expect(plain(await index.dueIn(partition, 'renewal', midnight, 100))).toEqual(own(21));
    expect(await index.earliest()).toBe(midnight);
  });

  test('what comes one at a time shares none, and neither do other instants, kinds and customers', async () => {
    const { index, memory } = world(1);
    await index.put([...own(1), { ...deadline(midnight, 's1'), kind: 'cycle' }, deadline(midnight, 's1', 'c2'), deadline(at('31T00:00:00.001Z'), 's1'), ...['a', 'b'].map((cart): Deadline => ({ ...deadline(midnight, cart), kind: 'cartExpiry' }))]);
    expect((await rowsIn(memory)).map(({ key }) => key).filter((key) => key.includes('|all|'))).toEqual([]);
    expect(await rowsIn(memory)).toHaveLength(6);
  });

  test('a page takes whole rows, and reads no more of them than it needs', async () => {
    const { index, counts } = world(1);
    await index.put(Array.from({ length: 30 }, (_, i) => own(20, `customer${String(i).padStart(2, '0')}`)).flat());
    counts.reset();
    expect((await index.dueIn(partition, 'renewal', midnight, 100)).length).toBe(100);
    expect(counts.total()).toMatchObject({ list: 1, rows: 5 });
    expect((await index.dueIn(partition, 'renewal', midnight, 90)).length).toBe(100);
  });

  test('removed together, the row goes with one write and no read; putting them again finds the same row', async () => {
    const { index, memory, counts } = world(1);
    await index.put(own(20));
    await index.put(own(20).toReversed());
    expect(await rowsIn(memory)).toHaveLength(1);
    const { deadlines } = await index.due(midnight);
    counts.reset();
    await index.remove(deadlines);
    expect(counts.total()).toMatchObject({ read: 0, commit: 1, writes: 1 });
    expect(await rowsIn(memory)).toEqual([]);
  });

  test('some removed: the others stay, the row goes with the last of them, however they were read', async () => {
    const { index, memory } = world(1);
    await index.put(own(3));
    const { deadlines } = await index.due(midnight);
    await index.remove(deadlines.slice(1, 2));
    expect(subjects((await index.due(midnight)).deadlines)).toEqual(['s000', 's002']);
    await index.remove(deadlines.slice(1, 2));
    await index.remove([...deadlines.slice(0, 1), ...deadlines.slice(2)]);
    expect(await rowsIn(memory)).toEqual([]);
    await index.remove(deadlines);
    expect(await rowsIn(memory)).toEqual([]);
  });

  test('several who take different ones out at once leave what none of them took', async () => {
    const { index } = world(1);
    await index.put(own(6));
    const { deadlines } = await index.due(midnight);
    await Promise.all(deadlines.slice(0, 4).map((each) => index.remove([each])));
    expect(subjects((await index.due(midnight)).deadlines)).toEqual(['s004', 's005']);
  });

  test('each is found by what it is, in a row of its own or a shared one', async () => {
    const { index } = world(1);
    await index.put(own(21));
    const [first, last, none] = [deadline(midnight, 's000'), deadline(midnight, 's020'), deadline(midnight, 's021')];
    expect([await index.holds(first), await index.holds(last), await index.holds(none), await index.holds({ ...first, kind: 'cycle' }), await index.holds({ ...first, customerId: 'c2' })]).toEqual([true, true, false, false, false]);
    expect([await index.holdsLike(none, 's01'), await index.holdsLike(none, 's02'), await index.holdsLike(none, 's03')]).toEqual([true, true, false]);
  });

  test('what it knows is left out where it has grown too large, and fifty thousand characters of it go in commits that a store takes', async () => {
    const { index, counts } = world(1);
    await index.put([{ ...deadline(midnight, 'large'), known: known('large', 8001) }, { ...deadline(midnight, 'small'), known: known('small') }]);
    expect(plain((await index.due(midnight)).deadlines)).toEqual([deadline(midnight, 'large'), { ...deadline(midnight, 'small'), known: known('small') }]);
    counts.reset();
    const much = Array.from({ length: 300 }, (_, i) => ({ ...deadline(midnight, `t${i}`, 'c2'), known: known(`t${i}`, 7900) }));
    await index.put(much);
    expect(counts.total()).toMatchObject({ commit: 4, writes: 15 });
    expect((await index.due(midnight)).deadlines.filter(({ customerId }) => customerId === 'c2')).toHaveLength(300);
  });

  test('of a damaged row what can be read is handed out, and what it knows only if it is whole', async () => {
    const { index, memory, corrupt } = world(1);
    await index.put(own(3));
    const [row] = await rowsIn(memory);
    const members = [{ subject: 's000', known: { etag: 7 } }, { subject: 5 }, { subject: 's002', known: known('s2') }];
    await memory.commit(partition, [{ op: 'put', key: row?.key ?? '', value: { ...row?.value, members } }]);
    expect(plain((await index.due(midnight)).deadlines)).toEqual([deadline(midnight, 's000'), { ...deadline(midnight, 's002'), known: known('s2') }]);
    expect(corrupt).toEqual([[row?.key, expect.any(String)]]);
    expect(await index.removeCorrupt(true)).toBe(0);
  });

  test.each([{ name: 'of nothing', members: [] }, { name: 'that are no list', members: 'x' }, { name: 'under another instant', members: [{ subject: 's' }], key: `${at('31T00:00:00.001Z')}|renewal|c1|all|x` }])('a row $name is reported and skipped', async ({ members, key }) => {
    const { index, memory, corrupt } = world(1);
    const place = key ?? `${midnight}|renewal|c1|all|x`;
    await memory.commit(partition, [{ op: 'create', key: place, value: { at: midnight, kind: 'renewal', customerId: 'c1', members } }]);
    expect((await index.due(at('31T01:00:00.000Z'))).deadlines).toEqual([]);
    expect(corrupt).toEqual([[place, expect.any(String)]]);
  });
});

describe('[DUE-1] a row that another host writes just before it is taken away', () => {
  const midnight = at('31T00:00:00.000Z');
  const met = (memory: MemoryPartitionStore, act: () => Promise<unknown>) => {
    const { store, hasActed } = interrupted(memory, { deletes: '' }, act);
    return { hasActed, index: new DeadlineIndex(store, { shards: 1, onCorrupt: async () => undefined }) };
  };

  test('because it cannot be read is a deadline again, and stays', async () => {
    const { memory, index } = world(1);
    const own = deadline(midnight, 's');
    await memory.commit(deadlinePartition(own, 1), [{ op: 'put', key: deadlineKey(own), value: { broken: true } }]);
    const other = met(memory, () => index.put([own]));
    expect([await other.index.removeCorrupt(true), other.hasActed()]).toEqual([1, true]);
    expect((await index.due(midnight)).deadlines).toEqual([own]);
  });

  test.each([
    { name: 'in rows of their own', kind: 'cartExpiry' as const, found: (index: DeadlineIndex) => index.due(midnight).then(({ deadlines }) => deadlines), left: ['s1'] },
    { name: 'that share one', kind: 'renewal' as const, found: (index: DeadlineIndex) => index.dueIn(deadlinePartition(deadline(midnight, 's'), 1), 'renewal', midnight, 10), left: ['s0', 's1', 's2'] },
  ])('because it was carried out is due again, and the others go: deadlines $name', async ({ kind, found, left }) => {
    const { memory, index } = world(1);
    const own = ['s0', 's1', 's2'].map((subject): Deadline => ({ ...deadline(midnight, subject), kind }));
    await index.put(own);
    const other = met(memory, () => index.put(kind === 'renewal' ? own : own.slice(1, 2)));
    await other.index.remove(await found(other.index));
    expect([other.hasActed(), subjects((await index.due(midnight)).deadlines)]).toEqual([true, left]);
    await index.remove((await index.due(midnight)).deadlines);
    expect((await index.due(midnight)).deadlines).toEqual([]);
  });

  test('because it was carried out is due again, also where its deadline came back as text from the Durable runtime', async () => {
    const { memory, index } = world(1);
    const own = deadline(midnight, 's');
    await index.put([own]);
    const asText = async (): Promise<Deadline[]> => (await index.due(midnight)).deadlines.map((found) => JSON.parse(JSON.stringify(index.asFound(found))) as Deadline);
    const other = met(memory, () => index.put([own]));
    await other.index.remove(await asText());
    expect([other.hasActed(), (await index.due(midnight)).deadlines]).toEqual([true, [own]]);
    const again = await asText();
    // What it says of how it was found is in no row.
    await index.put(again);
    expect((await index.due(midnight)).deadlines).toEqual([own]);
    await index.remove(await asText());
    expect((await index.due(midnight)).deadlines).toEqual([]);
    expect(index.asFound(own)).toBe(own);
  });

  test('of those that share one, what was put anew since it was found stays; that others were taken out in between changes nothing', async () => {
    const { index } = world(1);
    const own = ['s0', 's1', 's2'].map((subject) => deadline(midnight, subject));
    const left = async () => subjects((await index.due(midnight)).deadlines);
    await index.put(own);
    const found = (await index.due(midnight)).deadlines;
    await index.remove(found.slice(0, 1));
    expect(await left()).toEqual(['s1', 's2']);
    await index.put(own);
    await index.remove(found.slice(1, 2));
    expect(await left()).toEqual(['s0', 's1', 's2']);
    const asText = (await index.due(midnight)).deadlines.map((each) => JSON.parse(JSON.stringify(index.asFound(each))) as Deadline);
    await index.remove(asText.slice(0, 1));
    await index.remove(asText.slice(1, 2));
    expect(await left()).toEqual(['s2']);
    // As a release before handed it on.
    await index.remove(asText.slice(2).map(({ shared, ...each }) => ({ ...each, shared: { key: shared?.key ?? '', subjects: shared?.subjects ?? [] } })));
    expect(await left()).toEqual([]);
  });

  test('goes all the same where whoever wrote it takes it away', async () => {
    const { memory, index } = world(1);
    const own = deadline(midnight, 's');
    await index.put([own]);
    const other = met(memory, () => index.put([own]));
    await other.index.remove([own]);
    expect([other.hasActed(), (await index.due(midnight)).deadlines]).toEqual([true, []]);
  });
});

describe('earliest', () => {
  test('nothing', async () => {
    expect(await world().index.earliest()).toBeUndefined();
  });

  test('the first of an hour, whichever shard it is in, in one operation', async () => {
    const { index, counts } = world();
    await index.put(everyone(50, (i) => instantFromMillis(toMillis(at('31T10:59:00.000Z')) - i * 1_000)));
    await index.put(everyone(500, (i) => plusHours(at('31T11:00:00.000Z'), i)));
    counts.reset();
    expect(await index.earliest()).toBe(at('31T10:58:11.000Z'));
    expect(counts.operations()).toBe(1);
  });

  test('thousands at the stroke of an hour: one operation', async () => {
    const { index, counts } = world();
    await index.put(everyone(5_000, () => at('31T00:00:00.000Z')));
    counts.reset();
    expect(await index.earliest()).toBe(at('31T00:00:00.000Z'));
    expect(counts.operations()).toBe(1);
  });

  test('thousands within an hour: the very first, at most one operation a shard and one more', async () => {
    const { index, counts } = world();
    await index.put(everyone(3_200, (i) => instantFromMillis(toMillis(at('31T10:50:00.000Z')) - i * 100)));
    counts.reset();
    expect(await index.earliest()).toBe(instantFromMillis(toMillis(at('31T10:50:00.000Z')) - 319_900));
    expect(counts.operations()).toBeLessThanOrEqual(17);
  });

  test('after the first is removed, the next', async () => {
    const { index } = world();
    const [first, second] = [deadline(at('30T10:00:00.000Z'), 'a'), deadline(at('31T10:00:00.000Z'), 'b', 'c2')];
    await index.put([second, first]);
    expect(await index.earliest()).toBe(first.at);
    await index.remove([first]);
    expect(await index.earliest()).toBe(second.at);
  });
});

describe('put and remove', () => {
  test('repeating either, even in one call, changes nothing', async () => {
    const { index } = world();
    const d = deadline(at('31T10:00:00.000Z'), 's');
    await index.put([d, d]);
    await index.put([d]);
    expect((await index.due(d.at)).deadlines).toEqual([d]);
    await index.remove([d, d]);
    await index.remove([d]);
    expect((await index.due(d.at)).deadlines).toEqual([]);
  });

  test('the last data put counts', async () => {
    const { index } = world();
    const d = deadline(at('31T10:00:00.000Z'), 's');
    await index.put([{ ...d, data: { v: 1 } }]);
    await index.put([{ ...d, data: { v: 2 } }]);
    expect((await index.due(d.at)).deadlines).toEqual([{ ...d, data: { v: 2 } }]);
  });

  test('one commit per hour and shard, a hundred rows in each', async () => {
    const { index, counts } = world(1);
    await index.put([...everyone(250, () => at('31T10:00:00.000Z')), ...everyone(50, () => at('31T11:00:00.000Z'))]);
    expect(counts.total()).toMatchObject({ commit: 4, writes: 300 });
  });

  test('a customer id with a bar is refused: it would share keys with another', async () => {
    await expect(world().index.put([deadline(at('31T10:00:00.000Z'), 's', 'a|b')])).rejects.toThrow(RangeError);
  });
});

describe('a row that cannot be read', () => {
  const good = deadline(at('31T10:00:00.000Z'), 'good');
  const key = deadlineKey(good);
  test.each<{ name: string; key: string; value: object }>([
    { name: 'empty', key: `${key}x`, value: {} },
    { name: 'of an unknown kind', key: `${key}x`, value: { ...good, kind: 'party' } },
    { name: 'with an instant of another form', key: `${key}x`, value: { ...good, at: '2026-01-31T10:00:00Z' } },
    { name: 'with the value of another', key: `${key}x`, value: good },
    { name: 'with a customer no key can hold', key: `${key}x`, value: { ...good, customerId: 'a|b' } },
    { name: 'with data that is no object', key: `${key}x`, value: { ...good, subject: 'goodx', data: 'x' } },
    { name: 'with a key that is none', key: '!', value: good },
  ])('$name is reported and skipped; the others are found', async ({ key: corruptKey, value }) => {
    const { index, memory, corrupt } = world();
    await index.put([good]);
    await memory.commit(deadlinePartition(good, 16), [{ op: 'create', key: corruptKey, value }]);
    expect((await index.due(good.at)).deadlines).toEqual([good]);
    expect(corrupt).toEqual([[corruptKey, expect.any(String)]]);
    expect(await index.earliest()).toBe(good.at);
  });

  test('in the bucket of another hour is never handed out', async () => {
    const { index, memory, corrupt } = world();
    await memory.commit('2026-01-31T09|00', [{ op: 'create', key, value: good }]);
    expect((await index.due(at('31T09:59:00.000Z'))).deadlines).toEqual([]);
    expect((await index.due(good.at)).deadlines).toEqual([]);
    expect(corrupt).toEqual([[key, expect.any(String)]]);
  });

  test('hundreds of them do not hide the earliest of the others', async () => {
    const { index, memory } = world(1);
    const first = deadline(at('31T10:00:00.001Z'), 'first');
    await index.put([first, deadline(at('31T10:00:00.002Z'), 'second')]);
    for (let start = 0; start < 300; start += 100) {
      await memory.commit(deadlinePartition(first, 1), Array.from({ length: 100 }, (_, i) => ({ op: 'create', key: `${at('31T10:00:00.000Z')}|${start + i}`, value: {} })));
    }
    expect(await index.earliest()).toBe(first.at);
  });
});
