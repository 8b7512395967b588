import { z } from 'zod';

/** Of a record: what can be long. */
export const longMembers = ['asked', 'before', 'resulted'] as const;

export type LongMember = (typeof longMembers)[number];

const partSchema = z.object({ characters: z.number().int().nonnegative(), digest: z.string() });

/** Members of a record that are too long for its row: how long each is, and its digest; the texts lie in rows of their own. */
export const recordPartsSchema = z.object({ asked: partSchema.optional(), before: partSchema.optional(), resulted: partSchema.optional() });

export type RecordParts = z.infer<typeof recordPartsSchema>;
