import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Course } from '../../../src/cli/simulate/course';
import { liveLives } from '../../../src/cli/simulate/liveLives';
import { type Lived } from '../../../src/cli/simulate/told';

/** A worker whose lives hold, but for seed 1, of which it dies, and seed 2, over which it thinks for ever. */
const WORKER = `
process.on('disconnect', () => process.exit());
process.on('message', ({ live: { seed } }) => {
  if (seed === 1) { console.error('out of memory'); process.exit(7); }
  if (seed !== 2) process.send({ lived: { seed, steps: 1, requests: 1, subscriptions: 0 }, reached: { rule: { 'REN-4': 1 } } });
});
process.send({ ready: true });
`;

let folder: string;
const options = (text: string, patience: number) => writeFile(join(folder, 'worker.cjs'), text).then(() => ({ bundle: join(folder, 'worker.cjs'), root: folder, node: process.execPath, patience }));
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'nextterm-lives-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a life of which its process dies, or that does not end, is broken; the others go on', async () => {
  const course = new Course(5, 0);
  const told: Lived[] = [];
  await liveLives({ course, workers: 1, options: await options(WORKER, 2_000), onLived: (lived) => void told.push(lived), signal: new AbortController().signal });
  expect(told.map(({ seed, broken }) => [seed, broken?.rule])).toEqual([[0, undefined], [1, 'crashed'], [2, 'hung'], [3, undefined], [4, undefined]]);
  expect(told[1]?.broken?.stack).toBe('the process ended with code 7\nout of memory');
  expect({ left: course.left, reached: course.reached }).toEqual({ left: 0, reached: { rule: { 'REN-4': [3, 3] } } });
});

test('what is under way when it is interrupted stays to be lived', async () => {
  const course = new Course(5, 2);
  const aborting = new AbortController();
  await liveLives({ course, workers: 2, options: await options(WORKER, 60_000), onLived: ({ seed }) => seed === 6 && aborting.abort(), signal: aborting.signal });
  expect(course.soFar(0)).toMatchObject({ lives: 4, open: [2], broken: [] });
});

test('a worker that cannot begin is told with its words', async () => {
  await expect(liveLives({ course: new Course(5, 0), workers: 1, options: await options('throw new Error("no world")', 2_000), onLived: () => undefined, signal: new AbortController().signal })).rejects.toThrow(/could not begin: it ended with code 1\.[^]*no world/);
});
