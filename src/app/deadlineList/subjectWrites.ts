import { isDeepStrictEqual } from 'node:util';
import { type Write } from '../../kernel/partitionStore';
import { rowsOfSubject, subjectKey, type ListedSubject, type StoredSubject } from './listRows';

/** A subject's row as it was read. `value`: undefined where it could not be read. */
export interface PresentSubject {
  readonly value: StoredSubject | undefined;
  readonly etag: string;
}

/** One of a subject's transactions, but for the etag under which its own row is written. */
export interface SubjectStep {
  readonly value: StoredSubject;
  readonly rows: readonly Write[];
}

/** Of one transaction, beside the subject's own row. */
const MOST_ROWS = 99;

/** The subject's own row, which guards the others: it is new, or as it was read. */
export const subjectWrite = ({ value }: SubjectStep, etag: string | undefined): Write => {
  const row = { key: subjectKey(value), value: { type: 'deadlines', ...value } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};

/**
 * What brings the rows of a subject from what is there to what they should be: what differs, or everything where that is not known.
 * @param again writes also what seems to be there. @param lost keys of rows that stand for the subject, of which its own row says nothing.
 * @returns at least one step; several where there are more rows than one transaction takes. Between them its row says of which two states the others may be.
 */
export const stepsTo = (partnerId: string, subject: ListedSubject, present: StoredSubject | undefined, again: boolean, lost: readonly string[] = []): readonly SubjectStep[] => {
  const wanted = rowsOfSubject(partnerId, subject);
  const known = present === undefined ? new Map<string, object>() : rowsOfSubject(partnerId, present);
  const former = [...(present?.coming ?? []), ...(present?.former ?? [])];
  const claimed = [...known.keys(), ...(present?.former === undefined ? [] : rowsOfSubject(partnerId, { ...present, coming: present.former }).keys()), ...lost];
  const isCertain = !again && present?.former === undefined;
  const puts = [...wanted].filter(([key, value]) => !isCertain || !isDeepStrictEqual(known.get(key), value));
  const rows: Write[] = [
    ...puts.map(([key, value]): Write => ({ op: 'put', key, value: { type: 'deadline', ...value } })),
    ...[...new Set(claimed)].filter((key) => !wanted.has(key)).map((key): Write => ({ op: 'delete', key })),
  ];
  const { customerId, subjectId, version, name, coming } = subject;
  const value = { partnerId, customerId, subjectId, version, name, coming: [...coming] };
  const steps: SubjectStep[] = [];
  for (let start = 0; start === 0 || start < rows.length; start += MOST_ROWS) {
    const isLast = start + MOST_ROWS >= rows.length;
    steps.push({ value: isLast ? value : { ...value, former }, rows: rows.slice(start, start + MOST_ROWS) });
  }
  return steps;
};
