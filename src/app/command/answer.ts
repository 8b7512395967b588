import { z } from 'zod';

/** The answer to a write, as it goes over the wire and as it is kept for repeats of the same request. */
export const answerSchema = z.object({
  status: z.number().int(),
  headers: z.record(z.string(), z.string()),
  /** The exact text of the body; empty for none. */
  body: z.string(),
});

export type Answer = z.infer<typeof answerSchema> & {
  /** For the audit log alone, neither sent nor kept with the answer: what the command changed, as JSON text, as it stood before. Absent where something was made, nothing was changed, or a repeat was answered. */
  readonly before?: string;
  /** For the audit log alone, likewise: what resulted, as JSON text, where the body does not say it. */
  readonly recorded?: string;
};
