import * as fs from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readBook } from './azuriteBook';

/** Azurite's books of what it holds. It writes all of them before it takes the first request, and takes one that is missing or empty for a new one. */
const BOOKS = ['__azurite_db_table__.json', '__azurite_db_blob__.json', '__azurite_db_blob_extent__.json', '__azurite_db_queue__.json', '__azurite_db_queue_extent__.json'];

const Book = z.looseObject({ collections: z.array(z.unknown()).min(1) });

export type AzuriteStore =
  | { readonly state: 'whole' }
  /** Nothing yet: no book is there. */
  | { readonly state: 'none' }
  /** @param problem one sentence about one file, without a full stop. */
  | { readonly state: 'damaged'; readonly problem: string };

/**
 * Looks at the files of an Azurite that is not running, without changing any.
 * @param used whether they are known to have been written in full once: then a book that is not there is missing
 */
export const inspectAzuriteStore = (folder: string, { used }: { readonly used: boolean }): AzuriteStore => {
  const there = BOOKS.filter((name) => fs.existsSync(join(folder, name)));
  if (there.length === 0 && !used) return { state: 'none' };
  for (const name of used ? BOOKS : there) {
    const problem = there.includes(name) ? problemOf(join(folder, name)) : 'is missing';
    if (problem !== undefined) return { state: 'damaged', problem: `${join(folder, name)} ${problem}` };
  }
  return { state: 'whole' };
};

const problemOf = (file: string): string | undefined => {
  if (isBlank(file)) return 'is empty';
  try {
    return Book.safeParse(readBook(fs, file, false)).success ? undefined : 'is no book of storage';
  } catch (error) {
    if (error instanceof SyntaxError) return 'is cut short, or no JSON';
    throw error;
  }
};

/** A large file is not looked through for it: what is no book is found when it is read. */
const isBlank = (file: string): boolean => fs.statSync(file).size < 1_000 && fs.readFileSync(file, 'utf8').trim() === '';
