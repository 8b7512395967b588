import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type AnchoredSeal, anchoredSealSchema } from '../../domain/audit/judgeSeal';
import { errorCode } from '../../sandbox/errorCode';
import { Problem } from '../problem';

const FORMAT = 'nextterm-audit-anchor-1';

const anchorSchema = z.object({
  format: z.literal(FORMAT),
  server: z.string(),
  exportedAt: z.string(),
  /** Of each log the last seals, in order of their numbers. */
  tenants: z.array(z.object({ tenantId: z.string(), seals: z.array(anchoredSealSchema) })),
});

/** The last seals of logs, as they are kept outside. */
export type Anchor = z.infer<typeof anchorSchema>;

/** What is to be exported. */
export interface LastSeals {
  readonly tenants: readonly { readonly tenantId: string; readonly seals: readonly AnchoredSeal[] }[];
  /** Seals that cannot be read, and are not among them. */
  readonly unreadable: number;
}

export const anchorOf = (server: string, exportedAt: Date, tenants: LastSeals['tenants']): Anchor => ({
  format: FORMAT,
  server,
  exportedAt: exportedAt.toISOString(),
  tenants: tenants.map(({ tenantId, seals }) => ({ tenantId, seals: [...seals] })),
});

export const anchorText = (anchor: Anchor): string => JSON.stringify(anchor, undefined, 1);

/** @throws Problem where the file is there already, or cannot be written: an anchor that was exported is never lost to the next. */
export const writeAnchor = async (cwd: string, path: string, anchor: Anchor): Promise<void> => {
  try {
    await writeFile(resolve(cwd, path), `${anchorText(anchor)}\n`, { flag: 'wx' });
  } catch (error) {
    throw new Problem(errorCode(error) === 'EEXIST' ? `${path} is there already, and is left as it is: name another file.` : `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** @throws Problem where there is no such file, or it is no anchor. */
export const readAnchor = async (cwd: string, path: string): Promise<Anchor> => {
  const text = await readFile(resolve(cwd, path), 'utf8').catch((error: Error) => {
    throw new Problem(`${path} cannot be read: ${error.message}`);
  });
  try {
    return anchorSchema.parse(JSON.parse(text));
  } catch {
    throw new Problem(`${path} is no anchor that nextterm audit anchor has written.`);
  }
};
