import { z } from 'zod';
import { type Instant } from '../../kernel/instant';
import { comingKinds, comingSchema, type Coming } from '../../domain/options/deadlines';
import { rowReader } from '../unreadable';

/**
 * A partner's list of deadlines: a partition of the `Directory` table for each partner. What it says of a customer stands in sheets of up to twenty subjects (subscriptions, transfers): a row for each, which says of which
 * change of each subject it is and what is ahead of it; and, made of that, a row for each instant at which something of the sheet is ahead, in order of time (`sheet.ts`). This file has what is common to these and to the rows
 * that each subject had for itself before there were sheets.
 */
export const listPartition = (partnerTenantId: string): string => `deadlines|${partnerTenantId}`;

/** One thing with a future, as one partner's list has it. */
export interface ListedSubject {
  readonly customerId: string;
  readonly subjectId: string;
  /** Of the subject when this was so. */
  readonly version: number;
  readonly name: string;
  readonly coming: readonly Coming[];
}

/** A deadline of a list, with whose it is. */
export interface ListedDeadline extends Coming {
  readonly customerId: string;
  /** Of a subscription, or of a transfer. */
  readonly subjectId: string;
  readonly name: string;
}

/** Before all that says of a customer's subjects what is ahead of them. */
export const subjectPrefix = (customerId: string): string => `subject|${customerId}|`;

export const deadlinePrefix = 'deadline|';
/** Behind all keys of the instant, and before those of any later one. */
export const behind = (at: Instant): string => `${deadlinePrefix}${at}}`;
/** Before all keys of the instant. */
export const before = (at: Instant): string => deadlinePrefix + at;

/** `deadline|2021-07-25T00:00:00.000Z|c3f1a2d4-…`: before all keys of what is ahead of the customer then, and behind those of customers before it. Also of the key of a row, or of a deadline. */
export const placeOf = (key: string): string => key.split('|', 3).join('|');

/** Stands where an id would, in keys of what several subjects share. No id begins so. */
export const SHARED = 'all|';

/**
 * Where a deadline stands in a list: by time, then customer and subject. `deadline|2021-07-25T00:00:00.000Z|c3f1a2d4-…|e2a5c1b8-…|00|windowCloses|1`; so pages go on behind the last that was shown, however it is stored.
 * @param nth of the subject's deadlines of this kind and instant, from 1.
 */
export const deadlineKey = ({ customerId, subjectId }: Pick<ListedSubject, 'customerId' | 'subjectId'>, { at, kind }: Pick<Coming, 'at' | 'kind'>, nth: number): string =>
  [before(at), customerId, subjectId, String(comingKinds.indexOf(kind)).padStart(2, '0'), kind, nth].join('|');

/** Each with which it is of its kind and instant, from 1. */
export const counted = (coming: readonly Coming[]): readonly (readonly [coming: Coming, nth: number])[] => {
  const alike = new Map<string, number>();
  return coming.map((each) => {
    const place = `${each.at}|${each.kind}`;
    const nth = (alike.get(place) ?? 0) + 1;
    alike.set(place, nth);
    return [each, nth];
  });
};

/** A subject's deadlines by where they stand. */
export const deadlinesOfSubject = (subject: ListedSubject): ReadonlyMap<string, ListedDeadline> => {
  const { customerId, subjectId, name } = subject;
  return new Map(counted(subject.coming).map(([coming, nth]) => [deadlineKey(subject, coming, nth), { customerId, subjectId, name, ...coming }]));
};

/** `subject|c3f1a2d4-…|e2a5c1b8-…`: the row that a subject had for itself before there were sheets. */
export const formerSubjectKey = ({ customerId, subjectId }: Pick<ListedSubject, 'customerId' | 'subjectId'>): string => subjectPrefix(customerId) + subjectId;

const formerSubjectSchema = z.object({
  partnerId: z.string(),
  customerId: z.string(),
  subjectId: z.string(),
  version: z.number().int().positive(),
  name: z.string(),
  coming: z.array(comingSchema),
  /** It was being brought from one change to another in more than one transaction: what its rows may be of besides. */
  former: z.array(comingSchema).optional(),
});

/** From before there were sheets: what is ahead of a subject; each of it had a row of its own besides, under its place. */
export type FormerSubject = z.infer<typeof formerSubjectSchema>;
export const formerSubjectRows = rowReader('Directory', 'deadlines', formerSubjectSchema);
export const formerDeadlineRows = rowReader('Directory', 'deadline', z.object({ partnerId: z.string(), customerId: z.string(), subjectId: z.string(), name: z.string(), ...comingSchema.shape }));
