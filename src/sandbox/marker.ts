import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeFileAtomically } from './writeFileAtomically';

const FORMAT = 1;
const MarkerFile = z.object({ madeBy: z.literal('NextTerm'), format: z.number(), filled: z.literal(true).optional() });

export type Marker =
  | { readonly state: 'absent' }
  | { readonly state: 'unreadable' }
  | { readonly state: 'otherFormat'; readonly format: number; readonly expected: number }
  /** filled: a start has ended with everything in the store. Before that, an empty store is one whose first start was interrupted. */
  | { readonly state: 'ours'; readonly filled: boolean };

export const readMarker = (file: string): Marker => {
  if (!existsSync(file)) return { state: 'absent' };
  try {
    const { format, filled = false } = MarkerFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    return format === FORMAT ? { state: 'ours', filled } : { state: 'otherFormat', format, expected: FORMAT };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return { state: 'unreadable' };
    throw error;
  }
};

export const writeMarker = (file: string, { filled }: { readonly filled: boolean }): void => {
  writeFileAtomically(file, `${JSON.stringify({ madeBy: 'NextTerm', format: FORMAT, ...(filled && { filled }) })}\n`);
};
