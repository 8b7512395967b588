import * as crypto from 'node:crypto';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { failure } from '../../src/kernel/result';
import { testEnvironment } from '../support/worldConfig';
import { asCurl } from './asCurl';
import { CALLS_OF_A_LIFE, Fuzzer, type Failure } from './fuzzer';
import { Random } from './random';

const asked = (name: string, otherwise: number): number => Number(process.env[`NEXTTERM_FUZZ_${name}`] ?? otherwise);

/** `npm run fuzz` asks for many; what runs with all tests is a slice of always the same. */
const SEED = asked('SEED', 1);
const LIVES = Math.ceil(asked('REQUESTS', 240) / CALLS_OF_A_LIFE);
const ONLY = process.env['NEXTTERM_FUZZ_ONLY'];
const PROGRESS = process.env['NEXTTERM_FUZZ_PROGRESS'];
const REPORT = process.env['NEXTTERM_FUZZ_REPORT'];

/** No test takes longer than the limit of all of them, also on a busy machine. */
const LIVES_OF_A_TEST = 25;
/** With so many every operation is called often enough to say that it cannot be reached. */
const ENOUGH = 10_000;

const described = ({ nth, problems, asked: call, after }: Failure): string =>
  [`request ${nth}, ${call.operation}: npm run fuzz -- --seed ${SEED} --only ${nth}`, ...problems.map((problem) => `  ${problem.slice(0, 2000)}`), ...after.map((before) => `  after  ${asCurl(before)}`), `  ${asCurl(call)}`].join('\n');

const guids = { from: new Random('world') };
const failures: string[] = [];
let fuzzer: Fuzzer;
let progress: number | undefined;

beforeAll(async () => {
  Object.assign(process.env, testEnvironment);
  jest.spyOn(crypto, 'randomUUID').mockImplementation(() => guids.from.guid() as ReturnType<typeof crypto.randomUUID>);
  if (PROGRESS !== undefined) progress = openSync(PROGRESS, 'w');
  fuzzer = await Fuzzer.begin(guids);
});

afterAll(() => {
  if (progress !== undefined) closeSync(progress);
  if (REPORT === undefined) return;
  const coverage = Object.fromEntries([...fuzzer.coverage].map(([name, outcomes]) => [name, Object.fromEntries(outcomes)]));
  writeFileSync(REPORT, JSON.stringify({ failures, sent: fuzzer.sent, operations: fuzzer.operations.length, coverage }));
});

const tell = (nth: number): void => {
  if (progress !== undefined) writeSync(progress, String(nth).padStart(12), 0);
};

if (ONLY === undefined) {
  test('every operation: a call of the right form reaches its handler, and is answered and kept as it should be', async () => {
    const found: (readonly [string, readonly string[]])[] = [];
    for (const operation of fuzzer.operations) found.push([operation.name, await fuzzer.census(operation)]);
    expect(found.filter(([, problems]) => problems.length > 0)).toEqual([]);
  });

  test('what is wrong is found: a row that a refusal leaves behind, a fault, and the least that shows it', async () => {
    const restore = fuzzer.sabotage('patchUsageBudget', async ({ app }) => {
      await app.commerce.commit('left', [{ op: 'put', key: 'behind', value: { type: 'windowNews' } }]);
      return failure({ kind: 'ResourceNotFound' });
    });
    for (const operation of fuzzer.operations.filter(({ name }) => name === 'patchUsageBudget')) expect(await fuzzer.census(operation)).toEqual(['refused, and stored: Commerce left behind: nothing -> {"type":"windowNews"}']);
    restore();
    const reads = fuzzer.operations.filter(({ method, path }) => method === 'GET' && path.includes('/v1/')).map(({ name }) => fuzzer.sabotage(name, () => Promise.reject(new Error('broken'))));
    const [found] = await fuzzer.live(SEED, LIVES);
    for (const undo of reads) undo();
    expect(found).toMatchObject({ asked: { method: 'GET', headers: [] }, after: [], problems: expect.arrayContaining(['500', expect.stringContaining('logged: A call failed')]) as string[] });
    expect(found?.asked).not.toHaveProperty('body');
  });

  const batches = Array.from({ length: Math.ceil(LIVES / LIVES_OF_A_TEST) }, (_, batch) => [batch * LIVES_OF_A_TEST, Math.min(LIVES, (batch + 1) * LIVES_OF_A_TEST)] as const);
  test.each(batches)(`seed ${SEED}, lives %d to %d of ${CALLS_OF_A_LIFE} half-valid calls: nothing is kept of a refusal, none fails, hangs or tells too much`, async (from, to) => {
    const before = failures.length;
    for (let life = from; life < to; life += 1) failures.push(...(await fuzzer.live(SEED, life, undefined, tell)).map(described));
    expect(failures.slice(before)).toEqual([]);
  });

  test('no operation is left out', () => {
    const never = LIVES * CALLS_OF_A_LIFE < ENOUGH ? [] : fuzzer.operations.filter(({ name }) => fuzzer.reachedBy(name) === 0);
    expect(never.map(({ name }) => name)).toEqual([]);
  });
} else {
  test(`seed ${SEED}, request ${ONLY}`, async () => {
    const nth = Number(ONLY);
    failures.push(...(await fuzzer.live(SEED, Math.floor(nth / CALLS_OF_A_LIFE), nth, tell)).map(described));
    expect(failures).toEqual([]);
  });
}
