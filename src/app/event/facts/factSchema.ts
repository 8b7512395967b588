import { z } from 'zod';

/** What one type of fact says, beside its type. */
export interface FactSchema {
  /** In a sentence, with the rule where there is one. */
  readonly means: string;
  readonly data: z.ZodObject;
}

/** @param means in a sentence. @param shape what it says; nothing if absent. */
export const fact = <Shape extends z.ZodRawShape>(means: string, shape?: Shape): FactSchema => ({ means, data: z.strictObject(shape ?? {}) });

/** An id as this installation makes them. */
export const id = z.string().min(1);
export const count = z.number().int().nonnegative();
/** `2021-06` */
export const month = z.string().regex(/^\d{4}-\d{2}$/);
/** Who did it. */
export const party = z.strictObject({ partnerTenantId: id, userId: z.string() });
