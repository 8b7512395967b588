import { z } from 'zod';
import { type Instant } from '../../kernel/instant';
import { comingKinds, comingSchema, type Coming } from '../../domain/options/deadlines';
import { rowReader } from '../unreadable';

/**
 * A partner's list of deadlines: a partition of the `Directory` table for each partner. A row for each deadline, in order of time, and a row for each subject (a subscription, a transfer), which says of which change its
 * deadlines are and which they are.
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

export const subjectPrefix = (customerId: string): string => `subject|${customerId}|`;
/** `subject|c3f1a2d4-…|e2a5c1b8-…` */
export const subjectKey = ({ customerId, subjectId }: Pick<ListedSubject, 'customerId' | 'subjectId'>): string => subjectPrefix(customerId) + subjectId;

const subjectSchema = z.object({
  partnerId: z.string(),
  customerId: z.string(),
  subjectId: z.string(),
  version: z.number().int().positive(),
  name: z.string(),
  coming: z.array(comingSchema),
  /** While the rows are brought from one change to another in more than one transaction: what they may be of besides. */
  former: z.array(comingSchema).optional(),
});

export type StoredSubject = z.infer<typeof subjectSchema>;
export const subjectRows = rowReader('Directory', 'deadlines', subjectSchema);

const deadlineSchema = z.object({ partnerId: z.string(), customerId: z.string(), subjectId: z.string(), name: z.string(), ...comingSchema.shape });
export const deadlineRows = rowReader('Directory', 'deadline', deadlineSchema);

export const deadlinePrefix = 'deadline|';
/** Behind all keys of the instant, and before those of any later one. */
export const behind = (at: Instant): string => `${deadlinePrefix}${at}}`;
/** Before all keys of the instant. */
export const before = (at: Instant): string => deadlinePrefix + at;

/** `deadline|2021-07-25T00:00:00.000Z|c3f1a2d4-…|e2a5c1b8-…|00|windowCloses|1`: by time; then what is of one subject stands together. */
const deadlineKey = ({ customerId, subjectId }: ListedSubject, { at, kind }: Coming, nth: number): string =>
  [before(at), customerId, subjectId, String(comingKinds.indexOf(kind)).padStart(2, '0'), kind, nth].join('|');

const identified = (subject: ListedSubject): readonly (readonly [key: string, coming: Coming])[] => {
  const alike = new Map<string, number>();
  return subject.coming.map((coming) => {
    const place = `${coming.at}|${coming.kind}`;
    const nth = (alike.get(place) ?? 0) + 1;
    alike.set(place, nth);
    return [deadlineKey(subject, coming, nth), coming];
  });
};

/** The rows of a subject's deadlines by their keys. @param partnerId whose list it is. */
export const rowsOfSubject = (partnerId: string, subject: ListedSubject): ReadonlyMap<string, z.infer<typeof deadlineSchema>> => {
  const { customerId, subjectId, name } = subject;
  return new Map(identified(subject).map(([key, coming]) => [key, { partnerId, customerId, subjectId, name, ...coming }]));
};
