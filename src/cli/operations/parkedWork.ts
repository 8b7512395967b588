import { z } from 'zod';

/** Work that was given up, as the API has it. */
export const parkedWorkSchema = z.looseObject({
  id: z.string(),
  kind: z.string(),
  customerId: z.string(),
  subject: z.string(),
  failingSince: z.string(),
  attempts: z.number(),
  reason: z.string(),
  skipped: z.looseObject({ at: z.string(), reason: z.string() }).optional(),
});

/** `renewal of 3f0b…, of customer c3f1…`. */
export const workSentence = ({ kind, subject, customerId }: z.output<typeof parkedWorkSchema>): string => `${kind} of ${subject}, of customer ${customerId}`;
