import { z } from 'zod';

/** What one type of fact says, beside its type. */
export interface FactSchema {
  /** In a sentence, with the rule where there is one. */
  readonly means: string;
  readonly data: z.ZodObject;
  /** Fields of its subject that may change with it, at least one of which does, but for what {@link orNothing} says; empty for what changes none: an announcement, or something made that is not the subject. `{id}` stands for an id. */
  readonly changes: readonly string[];
  /** It may also change none of them. */
  readonly mayChangeNone?: true;
}

/** @param means in a sentence. @param shape what it says. @param changes as {@link FactSchema.changes}. */
export const fact = <Shape extends z.ZodRawShape>(means: string, shape: Shape, changes: readonly string[]): FactSchema => ({ means, data: z.strictObject(shape), changes });

/** What may find its subject as it leaves it: the same was set again, or nothing was set where it does not apply. */
export const orNothing = (schema: FactSchema): FactSchema => ({ ...schema, mayChangeNone: true });

/** Nothing beside its type. */
export const BARE = {};

/** It changes no field of its subject. */
export const NONE: readonly never[] = [];

/** An id as this installation makes them. */
export const id = z.string().min(1);
export const count = z.number().int().nonnegative();
/** `2021-06` */
export const month = z.string().regex(/^\d{4}-\d{2}$/);
/** Who did it. */
export const party = z.strictObject({ partnerTenantId: id, userId: z.string() });
