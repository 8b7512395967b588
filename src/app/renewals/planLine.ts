import { z } from 'zod';
import { canonicalJson } from '../../kernel/canonicalJson';
import { billingCycles, termDurations } from '../../kernel/durations';
import { calendarDateSchema } from '../../kernel/schemas';
import { type AskedNextTerm } from '../../domain/subscription/nextTerm/nextTerm';
import { derivedGuid } from '../command/ids';
import { type Refusal } from '../refusals';

/** One line of a plan of renewals, as it is to be carried out. */
export interface PlanLine {
  readonly customerId: string;
  readonly subscriptionId: string;
  /** What it was made on. */
  readonly planTag: string;
  readonly asked: AskedNextTerm;
}

const nextTermSchema = z.object({
  atTermEnd: z.enum(['renew', 'extend', 'cancel']),
  quantity: z.number().int().positive(),
  productId: z.string(),
  skuId: z.string(),
  availabilityId: z.string(),
  termDuration: z.enum(termDurations),
  billingCycle: z.enum(billingCycles),
  promotionId: z.string().optional(),
  customTermEnd: calendarDateSchema.optional(),
});

/** What was done for a line: kept as its answer, so that the same line is answered alike, and can be taken back. */
export const doneSchema = z.object({
  /** Whether anything came to be another. */
  changed: z.boolean(),
  /** Last day of the term that ran then. */
  termEnd: calendarDateSchema,
  before: nextTermSchema,
  after: nextTermSchema,
  quantity: z.object({ before: z.number().int(), after: z.number().int() }),
  status: z.string(),
  /** Members of the subscription that it deleted and was not about (SCH-4). */
  removed: z.array(z.string()),
  /** The version that it made. */
  version: z.number().int(),
});

export type Done = z.output<typeof doneSchema>;

/** What became of a line. `unchanged`: it asks for what is so. `notApplied`: of what is to be taken back, that it was never carried out. */
export type LineOutcome =
  | { readonly status: 'unchanged' | 'notApplied' }
  | { readonly status: 'refused'; readonly refusal: Refusal }
  /** `isRepeat`: before this call. */
  | { readonly status: 'done'; readonly isRepeat: boolean; readonly done: Done }
  /** As the caller's form of it. */
  | { readonly status: 'previewed'; readonly preview: unknown };

/** A line is known by what it says: the same line of the same plan is one request, however often, by whom of the tenant and in which batch it is sent. */
export const applyRequestId = (tenantId: string, { customerId, subscriptionId, planTag, asked }: PlanLine): string => derivedGuid('renewals', tenantId, customerId, subscriptionId, planTag, canonicalJson(asked));

/** Of the request that takes it back. */
export const undoRequestId = (applied: string): string => derivedGuid('renewals undo', applied);
