import { isDeepStrictEqual } from 'node:util';
import { ANY_ETAG, type Write } from '../../kernel/partitionStore';
import { type CustomerPart, type FormerRow, type KnownSheet } from './customerPart';
import { type ListedSubject } from './listRows';
import { MOST_COMING, MOST_SUBJECTS, rowsOfSheet, sheetKey, type Sheet, type SheetSubject } from './sheet';

/** Of one transaction. */
export const MOST_WRITES = 100;

/** A sheet to be written. */
interface SheetChange {
  readonly value: Sheet;
  /** As it is there; absent: it is new. */
  readonly etag: string | undefined;
  /** Keys of rows of its deadlines that may be there by now. */
  readonly claimed: readonly string[];
}

/** What brings one customer's part of a list to what it should be. */
export interface PartChange {
  readonly sheets: readonly SheetChange[];
  readonly rows: readonly Write[];
}

const weightOf = (subjects: readonly SheetSubject[]): number => subjects.reduce((sum, { coming }) => sum + coming.length, 0);

/** Subjects by sheet, as they are put there. */
class Arrangement {
  private readonly sheets: Map<number, readonly SheetSubject[]>;
  readonly touched = new Set<number>();

  constructor(part: CustomerPart) {
    this.sheets = new Map([...part.sheets].map(([number, { value }]) => [number, value.subjects]));
  }

  of(number: number): readonly SheetSubject[] {
    return this.sheets.get(number) ?? [];
  }

  /** Where it is; where it is new, or has become too much for the others, on the last sheet, or a new one. */
  put(subject: SheetSubject): void {
    const [home] = [...this.sheets.keys()].filter((number) => this.of(number).some(({ subjectId }) => subjectId === subject.subjectId));
    if (home === undefined) {
      this.append(subject);
      return;
    }
    const others = this.of(home).filter(({ subjectId }) => subjectId !== subject.subjectId);
    const isTooMuch = others.length > 0 && weightOf(others) + subject.coming.length > MOST_COMING;
    this.set(home, isTooMuch ? others : this.of(home).map((each) => (each.subjectId === subject.subjectId ? subject : each)));
    if (isTooMuch) this.append(subject);
  }

  /** Whoever adds writes the last sheet, as it knows it, and a new one behind it: so two who add the same conflict. */
  private append(subject: SheetSubject): void {
    const last = Math.max(-1, ...this.sheets.keys());
    const own = this.of(last);
    const hasRoom = own.length === 0 || (own.length < MOST_SUBJECTS && weightOf(own) + subject.coming.length <= MOST_COMING);
    if (last >= 0) this.touched.add(last);
    if (last >= 0 && hasRoom) this.set(last, [...own, subject]);
    else this.set(last + 1, [subject]);
  }

  private set(number: number, subjects: readonly SheetSubject[]): void {
    this.sheets.set(number, subjects);
    this.touched.add(number);
  }
}

/** What differs, or everything where that is not known. */
const rowWrites = (wanted: Sheet, present: KnownSheet | undefined, claimed: readonly string[], again: boolean): readonly Write[] => {
  const known = present === undefined ? new Map<string, object>() : rowsOfSheet(present.value);
  const isCertain = !again && present?.value.former === undefined && present?.found === undefined;
  const rows = rowsOfSheet(wanted);
  const puts = [...rows].filter(([key, value]) => !isCertain || !isDeepStrictEqual(known.get(key), value));
  return [...puts.map(([key, value]): Write => ({ op: 'put', key, value: { type: 'deadlines', ...value } })), ...claimed.filter((key) => !rows.has(key)).map((key): Write => ({ op: 'delete', key, etag: ANY_ETAG }))];
};

/** Guarded by the sheets of the same transaction. Its own row last: until then it says which the others are. */
const formerWrites = (moved: readonly FormerRow[]): readonly Write[] => [...moved.flatMap(({ deadlines }) => [...new Set(deadlines)]), ...moved.map(({ key }) => key)].map((key): Write => ({ op: 'delete', key, etag: ANY_ETAG }));

/** Brings some subjects of one customer to what they should be. @param again writes also what seems to be there. */
export const changeOf = (partnerId: string, customerId: string, part: CustomerPart, subjects: readonly ListedSubject[], again: boolean): PartChange => {
  const arrangement = new Arrangement(part);
  for (const { subjectId, version, name, coming } of subjects) arrangement.put({ subjectId, version, name, coming: [...coming] });
  const rows: Write[] = [];
  const sheets = [...arrangement.touched].map((sheet): SheetChange => {
    const present = part.sheets.get(sheet);
    const value = { partnerId, customerId, sheet, subjects: [...arrangement.of(sheet)] };
    const claimed = [...new Set([...(present === undefined ? [] : rowsOfSheet(present.value).keys()), ...(present?.value.former ?? []), ...(present?.found ?? [])])];
    rows.push(...rowWrites(value, present, claimed, again));
    return { value, etag: present?.etag, claimed };
  });
  rows.push(...formerWrites(subjects.flatMap(({ subjectId }) => part.former.get(subjectId) ?? [])));
  return { sheets, rows };
};

/** A sheet's own row, which guards the others: it is new, or as it was known. */
export const sheetWrite = ({ value, etag }: Pick<SheetChange, 'value' | 'etag'>): Write => {
  const row = { key: sheetKey(value), value: { type: 'deadlines', ...value } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};

/** The transactions of a change, each but for the etags that the one before it gave. Between several the sheets say which rows may be there besides. */
export const stepsOf = ({ sheets, rows }: PartChange): readonly { readonly sheets: readonly SheetChange[]; readonly rows: readonly Write[] }[] => {
  const atOnce = MOST_WRITES - sheets.length;
  return Array.from({ length: Math.max(1, Math.ceil(rows.length / atOnce)) }, (_, step) => ({
    sheets: (step + 1) * atOnce >= rows.length ? sheets : sheets.map((each) => ({ ...each, value: { ...each.value, former: [...each.claimed] } })),
    rows: rows.slice(step * atOnce, (step + 1) * atOnce),
  }));
};
