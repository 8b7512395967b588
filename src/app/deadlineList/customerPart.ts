import { type PartitionStore, type Row } from '../../kernel/partitionStore';
import { allRows } from '../allRows';
import { deadlinePrefix, deadlinesOfSubject, formerSubjectRows, listPartition, subjectPrefix, type FormerSubject } from './listRows';
import { sheetOf, sheetRows, subjectsFound, type Sheet } from './sheet';

/** A sheet as it was read or written. */
export interface KnownSheet {
  readonly value: Sheet;
  readonly etag: string;
  /** Keys of rows that may be there without following from it, where it was found damaged. */
  readonly found?: readonly string[];
}

/** A row that a subject has from before there were sheets. */
export interface FormerRow {
  readonly key: string;
  /** Undefined where it cannot be read. */
  readonly value: FormerSubject | undefined;
  /** Keys of the rows of its deadlines. */
  readonly deadlines: readonly string[];
}

/** What a partner's list has of one customer, or as much of it as is known. */
export interface CustomerPart {
  /** By their numbers. */
  readonly sheets: ReadonlyMap<number, KnownSheet>;
  /** By their subjects. */
  readonly former: ReadonlyMap<string, FormerRow>;
  /** What is known: some sheets; the last one among them, so that what is new comes behind it; or everything. */
  readonly knows: 'some' | 'last' | 'all';
}

/** Of a customer of which there is nothing yet. */
export const NOTHING_THERE: CustomerPart = { sheets: new Map(), former: new Map(), knows: 'last' };

/** Keys of the rows that follow from what a subject's row says. */
const rowsOfFormer = ({ former = [], ...subject }: FormerSubject): readonly string[] => [...deadlinesOfSubject(subject).keys(), ...deadlinesOfSubject({ ...subject, coming: former }).keys()];

/** Of a customer whose own rows are damaged: looks through all that the partner's list has ahead. */
const rowsAhead = async (directory: PartitionStore, partnerId: string, customerId: string): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  let continuation: string | undefined;
  do {
    const page = await directory.list(listPartition(partnerId), { prefix: deadlinePrefix, ...(continuation !== undefined && { continuation }) });
    rows.push(...page.rows.filter(({ key }) => key.split('|')[2] === customerId));
    continuation = page.continuation;
  } while (continuation !== undefined);
  return rows;
};

const damagedSheet = (of: Pick<Sheet, 'partnerId' | 'customerId' | 'sheet'>, etag: string, ahead: readonly Row[]): KnownSheet => {
  const own = ahead.filter(({ key }) => sheetOf(key) === of.sheet);
  return { value: { ...of, subjects: [...subjectsFound(own)] }, etag, found: own.map(({ key }) => key) };
};

const damagedFormer = (key: string, subjectId: string, ahead: readonly Row[]): FormerRow => ({ key, value: undefined, deadlines: ahead.flatMap((row) => (row.key.split('|')[3] === subjectId ? [row.key] : [])) });

/** Reads all that a partner's list has of one customer: one operation, unless something of it is damaged. A damaged sheet is found again from the rows that were made of it. */
export const readPart = async (directory: PartitionStore, partnerId: string, customerId: string): Promise<CustomerPart> => {
  const rows = await allRows(directory, listPartition(partnerId), subjectPrefix(customerId));
  const sheets = new Map<number, KnownSheet>();
  const former = new Map<string, FormerRow>();
  const damaged: Row[] = [];
  for (const row of rows) {
    const [sheet, subject] = [sheetRows.readable([row]).items[0], formerSubjectRows.readable([row]).items[0]];
    if (sheet !== undefined) sheets.set(sheet.sheet, { value: sheet, etag: row.etag });
    else if (subject !== undefined) former.set(subject.subjectId, { key: row.key, value: subject, deadlines: rowsOfFormer(subject) });
    else damaged.push(row);
  }
  const ahead = damaged.length === 0 ? [] : await rowsAhead(directory, partnerId, customerId);
  for (const { key, etag } of damaged) {
    const sheet = sheetOf(key);
    const subjectId = key.slice(subjectPrefix(customerId).length);
    if (sheet === undefined) former.set(subjectId, damagedFormer(key, subjectId, ahead));
    else sheets.set(sheet, damagedSheet({ partnerId, customerId, sheet }, etag, ahead));
  }
  return { sheets, former, knows: 'all' };
};

/** Where a subject stands, and of which change; undefined where it is not known to. */
export const standingIn = ({ sheets, former }: CustomerPart, subjectId: string): { readonly version: number; readonly sheet?: KnownSheet } | undefined => {
  for (const sheet of sheets.values()) {
    const subject = sheet.value.subjects.find((each) => each.subjectId === subjectId);
    if (subject !== undefined) return { version: Math.max(subject.version, former.get(subjectId)?.value?.version ?? 0), sheet };
  }
  const version = former.get(subjectId)?.value?.version;
  return version === undefined ? undefined : { version };
};
