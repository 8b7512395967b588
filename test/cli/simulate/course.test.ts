import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Course, MOST_BROKEN } from '../../../src/cli/simulate/course';
import { readCourse, writeCourse } from '../../../src/cli/simulate/courseFile';
import { type Lived } from '../../../src/cli/simulate/told';

const held = (seed: number): Lived => ({ seed, steps: 90, requests: 50, subscriptions: 4 });
const broke = (seed: number): Lived => ({ ...held(seed), broken: { rule: 'REN-4', message: 'expected this, found that', step: 3, stack: 'at …' } });
const given = (course: Course): number[] => {
  const seeds: number[] = [];
  for (let seed = course.give(); seed !== undefined; seed = course.give()) seeds.push(seed);
  return seeds;
};

test('gives each seed once, and sums what became of the lives', () => {
  const course = new Course(3, 7);
  expect(given(course)).toEqual([7, 8, 9]);
  course.done(held(8), { rule: { 'REN-4': 2 } });
  course.done(broke(7), { rule: { 'REN-4': 1, 'BIL-1': 1 } });
  expect({ left: course.left, soFar: course.soFar(12) }).toEqual({
    left: 1,
    soFar: { seed: 7, next: 10, open: [9], lives: 2, steps: 180, requests: 100, subscriptions: 8, broken: [broke(7)], reached: { rule: { 'REN-4': [3, 2], 'BIL-1': [1, 1] } }, seconds: 12 },
  });
});

test('goes on with what was given and not told, then with the rest, also of a longer run', () => {
  const before = new Course(4, 0);
  for (const seed of [before.give(), before.give(), before.give()]) if (seed === 1) before.done(held(seed));
  const course = new Course(5, before.soFar(1));
  expect(given(course)).toEqual([0, 2, 3, 4]);
});

test('gives nothing more once enough lives are broken', () => {
  const course = new Course(100, 0);
  for (let seed = 0; seed < MOST_BROKEN; seed += 1) course.done(broke(course.give() ?? -1));
  expect({ isStopped: course.isStopped, next: course.give() }).toEqual({ isStopped: true, next: undefined });
});

describe('written down', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'nextterm-course-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('is read as it was written, and leaves no other file', async () => {
    const course = new Course(3, 7);
    course.done(broke(course.give() ?? -1), { rule: { 'REN-4': 1 } });
    const written = { digest: 'a', lives: 3, course: course.soFar(5) };
    await writeCourse(join(folder, 'run.json'), written);
    expect(await readCourse(join(folder, 'run.json'), 'a')).toEqual(written);
    expect(await readdir(folder)).toEqual(['run.json']);
  });

  test('of other sources, or no such file: refused; none yet: undefined', async () => {
    await writeCourse(join(folder, 'run.json'), { digest: 'a', lives: 3, course: new Course(3, 7).soFar(5) });
    await writeFile(join(folder, 'other.json'), '{"digest":"a"}');
    await writeFile(join(folder, 'text.json'), 'a');
    await expect(readCourse(join(folder, 'run.json'), 'b')).rejects.toThrow('is of a run of other sources');
    await expect(readCourse(join(folder, 'other.json'), 'a')).rejects.toThrow('is not what a run of the simulation writes');
    await expect(readCourse(join(folder, 'text.json'), 'a')).rejects.toThrow('is not what a run of the simulation writes');
    expect(await readCourse(join(folder, 'none.json'), 'a')).toBeUndefined();
  });
});
