import { z } from 'zod';
import { comingSchema, type Coming } from '../../domain/options/deadlines';
import { groupBy } from '../../kernel/groupBy';
import { type Instant } from '../../kernel/instant';
import { type Row } from '../../kernel/partitionStore';
import { instantSchema } from '../../kernel/schemas';
import { rowReader } from '../unreadable';
import { before, counted, deadlineKey, deadlinePrefix, formerDeadlineRows, SHARED, subjectPrefix, type ListedDeadline } from './listRows';

/** Of one sheet. */
export const MOST_SUBJECTS = 20;
/** Of all subjects of one sheet, unless one alone has more. */
export const MOST_COMING = 200;
/** Of one row. */
const MOST_TOGETHER = 60;

const sheetSubjectSchema = z.object({
  subjectId: z.string(),
  /** Of the subject when this was so. 0: found again, after damage, from what was ahead of it. */
  version: z.number().int().nonnegative(),
  name: z.string(),
  coming: z.array(comingSchema),
});

/** A subject as its sheet has it. */
export type SheetSubject = z.infer<typeof sheetSubjectSchema>;

const sheetSchema = z.object({
  partnerId: z.string(),
  customerId: z.string(),
  /** Which of the customer's, from 0. */
  sheet: z.number().int().nonnegative(),
  subjects: z.array(sheetSubjectSchema),
  /** While its rows are brought from one change to another in more than one transaction: keys of those that may be there besides. */
  former: z.array(z.string()).optional(),
});

/** What a partner's list says of up to twenty subjects of a customer. Subjects stay where they were put first. */
export type Sheet = z.infer<typeof sheetSchema>;
export const sheetRows = rowReader('Directory', 'deadlines', sheetSchema);

const numbered = (sheet: number): string => SHARED + String(sheet).padStart(3, '0');

/** `subject|c3f1a2d4-…|all|000` */
export const sheetKey = ({ customerId, sheet }: Pick<Sheet, 'customerId' | 'sheet'>): string => subjectPrefix(customerId) + numbered(sheet);

/** Which of the customer's sheets a row is of, by the key of its own row or of one of its deadlines; undefined for one from before there were sheets. */
export const sheetOf = (key: string): number | undefined => {
  const [kind, ...rest] = key.split('|');
  const [of, number] = rest.slice(`${kind}|` === deadlinePrefix ? 2 : 1);
  return `${of}|` === SHARED && number !== undefined ? Number(number) : undefined;
};

/** Before the keys of all rows that are of this sheet and instant. `deadline|2021-07-25T00:00:00.000Z|c3f1a2d4-…|all|000|` */
const rowPrefix = ({ customerId, sheet }: Pick<Sheet, 'customerId' | 'sheet'>, at: Instant): string => `${before(at)}|${customerId}|${numbered(sheet)}|`;

const comingThenSchema = z.object({
  ...comingSchema.omit({ at: true }).shape,
  /** Of the subject's deadlines of this kind and instant; absent: the first. */
  nth: z.number().int().positive().optional(),
});

const deadlinesSchema = z.object({
  partnerId: z.string(),
  customerId: z.string(),
  at: instantSchema,
  subjects: z.array(z.object({ subjectId: z.string(), name: z.string(), coming: z.array(comingThenSchema) })),
});

/** What is ahead of some subjects of a customer at one instant. */
type SharedDeadlines = z.infer<typeof deadlinesSchema>;
const sharedDeadlineRows = rowReader('Directory', 'deadline', deadlinesSchema);

interface OneComing {
  readonly subject: SheetSubject;
  readonly coming: Coming;
  readonly nth: number;
}

const together = ({ partnerId, customerId }: Sheet, at: Instant, all: readonly OneComing[]): SharedDeadlines => ({
  partnerId,
  customerId,
  at,
  subjects: [...groupBy(all, ({ subject }) => subject)].map(([{ subjectId, name }, own]) => ({
    subjectId,
    name,
    coming: own.map(({ coming: { kind, quantity }, nth }) => ({ kind, ...(quantity !== undefined && { quantity }), ...(nth > 1 && { nth }) })),
  })),
});

/** The rows of what is ahead of a sheet, by their keys: one for each instant, and one more for each sixty deadlines of it. They follow from the sheet alone. */
export const rowsOfSheet = (sheet: Sheet): ReadonlyMap<string, SharedDeadlines> => {
  const all = sheet.subjects.flatMap((subject) => counted(subject.coming).map(([coming, nth]): OneComing => ({ subject, coming, nth })));
  const rows = new Map<string, SharedDeadlines>();
  for (const [at, own] of groupBy(all, ({ coming }) => coming.at)) {
    for (let start = 0; start < own.length; start += MOST_TOGETHER) {
      rows.set(rowPrefix(sheet, at) + String(start / MOST_TOGETHER).padStart(3, '0'), together(sheet, at, own.slice(start, start + MOST_TOGETHER)));
    }
  }
  return rows;
};

/** What a row holds, each under its place in the list, in a row of a sheet or, from before there were any, in one of its own. @throws RowUnreadable. */
export const deadlinesIn = (row: Row): readonly (readonly [place: string, deadline: ListedDeadline])[] => {
  if (sheetOf(row.key) === undefined) {
    const { partnerId: _, ...deadline } = formerDeadlineRows.read(row);
    return [[row.key, deadline]];
  }
  const { customerId, at, subjects } = sharedDeadlineRows.read(row);
  return subjects.flatMap(({ subjectId, name, coming }) =>
    coming.map(({ nth = 1, ...each }) => [deadlineKey({ customerId, subjectId }, { at, ...each }, nth), { customerId, subjectId, name, at, ...each }] as const),
  );
};

/** As much of a sheet as its rows tell, for one whose own row is damaged: its subjects with what is ahead of them, of no known change. @param rows of this sheet alone, also such as cannot be read. */
export const subjectsFound = (rows: readonly Row[]): readonly SheetSubject[] => {
  const found = rows.flatMap(({ value }) => {
    const parsed = deadlinesSchema.safeParse(value);
    return parsed.success ? parsed.data.subjects.flatMap(({ subjectId, name, coming }) => coming.map(({ nth: _, ...each }) => ({ subjectId, name, coming: { at: parsed.data.at, ...each } }))) : [];
  });
  return [...groupBy(found, ({ subjectId }) => subjectId)].map(([subjectId, own]) => ({ subjectId, version: 0, name: own[0]?.name ?? '', coming: own.map(({ coming }) => coming) }));
};
