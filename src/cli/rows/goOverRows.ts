import { z } from 'zod';
import { ask, operatorToken } from '../server';
import { type Terminal } from '../terminal';

const partSchema = z.object({
  schema: z.number(),
  rows: z.number(),
  versions: z.array(z.object({ table: z.string(), kind: z.string(), version: z.number(), current: z.number().optional(), rows: z.number() })),
  upgraded: z.number(),
  left: z.number(),
  newer: z.number(),
  next: z.string().optional(),
});

interface Manner {
  readonly everything: boolean;
  readonly from?: string;
}

/**
 * Goes over the stored rows, a bounded part at a call, and prints what there is of each kind and version that is not the present one, and the sums. After each part it prints where the next begins.
 * @returns the exit code. @throws Problem when the server does not answer, or refuses; the same command, or one with `--from`, goes on.
 */
export const goOverRows = async (server: string, action: 'count' | 'upgrade', { everything, from }: Manner, terminal: Terminal): Promise<number> => {
  const authorization = `Bearer ${await operatorToken(server)}`;
  const found = new Map<string, number>();
  let [rows, upgraded, left, newer] = [0, 0, 0, 0];
  let schema: number;
  let next = from;
  do {
    const query = new URLSearchParams({ ...(everything && { everything: 'true' }), ...(action === 'count' && { preview: 'true' }), ...(next !== undefined && { from: next }) }).toString();
    const part = partSchema.parse(await ask(`${server}/nextterm/v1/operations/rows/upgrade${query === '' ? '' : `?${query}`}`, { method: 'POST', headers: { authorization } }));
    for (const { table, kind, version, current, rows: of } of part.versions) {
      if (version === current) continue;
      const line = `${table} ${kind}, version ${version}${current === undefined ? ' (not known here)' : ` (here ${current})`}`;
      found.set(line, (found.get(line) ?? 0) + of);
    }
    rows += part.rows;
    upgraded += part.upgraded;
    left += part.left;
    newer += part.newer;
    ({ schema, next } = part);
    if (next !== undefined) terminal.print(`  ${rows} rows so far; to go on from here: --from ${next}`);
  } while (next !== undefined);
  for (const [line, count] of found) terminal.print(`${line}: ${count}`);
  const done = action === 'upgrade' ? `, ${upgraded} brought up` : '';
  terminal.print(`schema ${schema}: ${rows} rows${done}, ${left} of an earlier version${action === 'upgrade' ? ' left' : ''}, ${newer} of a newer release`);
  return left + newer === 0 ? 0 : 1;
};
