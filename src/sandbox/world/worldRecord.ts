import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../writeFileAtomically';

/** Which world of the user's own a data folder was made with. One of the sample world has none. */
const worldRecord = z.object({ file: z.string(), digest: z.string() });
export type WorldRecord = z.infer<typeof worldRecord>;

export const worldFileIn = (dataFolder: string): string => join(dataFolder, 'world.json');

/** Undefined: there is none, or none that can be read. */
export const readWorldRecord = (dataFolder: string): WorldRecord | undefined => {
  const file = worldFileIn(dataFolder);
  if (!existsSync(file)) return undefined;
  try {
    return worldRecord.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
};

export const writeWorldRecord = (dataFolder: string, { file, digest }: WorldRecord): void => writeFileAtomically(worldFileIn(dataFolder), `${JSON.stringify({ file, digest })}\n`);
