import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { Problem } from '../problem';
import { courseSchema, type CourseSoFar } from './course';

const fileSchema = z.object({
  /** Of the sources and the sample: lives of others are not the same lives. */
  digest: z.string(),
  lives: z.number(),
  course: courseSchema,
});

export type CourseFile = z.infer<typeof fileSchema>;

/**
 * Reads what was written down of a run.
 * @returns undefined where there is no such file. @throws Problem for what is no such file, or of other sources.
 */
export const readCourse = async (file: string, digest: string): Promise<CourseFile | undefined> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Problem(`${file} cannot be read: ${(error as Error).message}`);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Problem(`${file} is not what a run of the simulation writes: name another file, or one that is not there yet.`);
  }
  const read = fileSchema.safeParse(parsed);
  if (!read.success) throw new Problem(`${file} is not what a run of the simulation writes: name another file, or one that is not there yet.`);
  if (read.data.digest !== digest) throw new Problem(`${file} is of a run of other sources, whose lives are not the same: begin anew with another file.`);
  return read.data;
};

/** Written beside it and put in its place, so that a kill leaves the one or the other. */
export const writeCourse = async (file: string, written: { readonly digest: string; readonly lives: number; readonly course: CourseSoFar }): Promise<void> => {
  await writeFile(`${file}.new`, JSON.stringify(written));
  await rename(`${file}.new`, file);
};
