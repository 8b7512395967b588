import { isDeepStrictEqual } from 'node:util';
import { visibleTo } from '../../domain/parties/customer/relationship';
import { type Customer } from '../../domain/parties/customer/state';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { subscriptionPrefix, transferPrefix } from '../command/commerceKeys';
import { type WantedSubject } from '../deadlineList/deadlineLists';
import { readPart } from '../deadlineList/customerPart';
import { deadlinesOfSubject, formerDeadlineRows, listPartition } from '../deadlineList/listRows';
import { rowsOfSheet, type Sheet, type SheetSubject } from '../deadlineList/sheet';
import { subjectsOfCustomer } from '../deadlineList/subjectsOfCustomer';
import { subscriptionRows } from '../subscription/subscriptionBook';
import { transferRows } from '../transfer/transferBook';
import { rowsUnder, type CustomerRows } from './customerRows';

/** Of what a partner's list should say, and does not. */
export interface ListFault {
  readonly partnerId: string;
  readonly subject: WantedSubject;
}

/** Whether a row says so of the subject. What has passed since it was written need not be there. */
const isKnown = (subject: WantedSubject, stored: SheetSubject | undefined, now: Instant): boolean => {
  if (stored === undefined) return subject.coming.length === 0;
  if (stored.version > subject.version) return true;
  const ahead = stored.coming.filter(({ at }) => at > now);
  return stored.version === subject.version && isDeepStrictEqual([ahead, ahead.length > 0 && stored.name], [subject.coming, subject.coming.length > 0 && subject.name]);
};

/** Whether the rows of a subject from before there were sheets are there. */
const isListed = async (directory: PartitionStore, partnerId: string, subject: WantedSubject, horizon: Instant | undefined): Promise<boolean> => {
  for (const [key, value] of deadlinesOfSubject(subject)) {
    if (horizon !== undefined && value.at > horizon) continue;
    const row = await directory.read(listPartition(partnerId), key);
    const [stored] = row === undefined ? [] : formerDeadlineRows.readable([row]).items;
    if (!isDeepStrictEqual(stored, { partnerId, ...value })) return false;
  }
  return true;
};

/** Subjects of a sheet of which a row that follows from it is not there, or not as it should be. */
const notListed = async (directory: PartitionStore, sheet: Sheet, now: Instant, horizon: Instant | undefined): Promise<ReadonlySet<string>> => {
  const missing = new Set<string>();
  for (const [key, value] of rowsOfSheet(sheet)) {
    if (value.at <= now || (horizon !== undefined && value.at > horizon)) continue;
    const row = await directory.read(listPartition(sheet.partnerId), key);
    const { type: _, ...stored } = row?.value ?? {};
    if (!isDeepStrictEqual(stored, value)) for (const { subjectId } of value.subjects) missing.add(subjectId);
  }
  return missing;
};

/** What a partner's list has of one customer that is not what the customer's rows say. */
const faultsOf = async (directory: PartitionStore, partnerId: string, subjects: readonly WantedSubject[], now: Instant, horizon: Instant | undefined): Promise<readonly WantedSubject[]> => {
  const [first] = subjects;
  if (first === undefined) return [];
  const { sheets, former } = await readPart(directory, partnerId, first.customerId);
  const missing = new Set<string>();
  const listed = new Map<string, SheetSubject>();
  for (const { value, found } of sheets.values()) {
    for (const subject of value.subjects) listed.set(subject.subjectId, subject);
    if (value.former !== undefined || found !== undefined) for (const { subjectId } of value.subjects) missing.add(subjectId);
    for (const subjectId of await notListed(directory, value, now, horizon)) missing.add(subjectId);
  }
  const isRight = async (subject: WantedSubject): Promise<boolean> => {
    const own = listed.get(subject.subjectId);
    const before = former.get(subject.subjectId);
    const version = own?.version ?? before?.value?.version ?? 0;
    if (!isKnown(subject, own ?? before?.value, now)) return false;
    // What is newer than what was read here is being brought.
    if (version > subject.version) return true;
    if (own !== undefined) return before === undefined && !missing.has(subject.subjectId);
    return before?.value?.former === undefined && (await isListed(directory, partnerId, subject, horizon));
  };
  const faults: WantedSubject[] = [];
  for (const subject of subjects) if (!(await isRight(subject))) faults.push(subject);
  return faults;
};

/**
 * DUE-1, PRE-3: where a partner's list of deadlines does not say of one customer what its rows say. One operation for each partner that has something there, and one for each row of deadlines that is looked for.
 * @param horizon the rows of deadlines up to it are looked for, inclusive; all of them if absent. What its sheet says of a subject is compared with all.
 */
export const deadlineListFaults = async ({ directory }: { readonly directory: PartitionStore }, rows: CustomerRows, customer: Customer, now: Instant, horizon?: Instant): Promise<readonly ListFault[]> => {
  const subscriptions = subscriptionRows.readable(rowsUnder(rows, subscriptionPrefix)).items;
  const transfers = transferRows.readable(rowsUnder(rows, transferPrefix)).items;
  const faults: ListFault[] = [];
  for (const [partnerId, subjects] of subjectsOfCustomer(subscriptions, transfers, now)) {
    const isSeen = visibleTo(customer, customer.id, partnerId).ok;
    const byId = new Map(subjects.map((subject) => [subject.subjectId, subject]));
    const wanted = isSeen ? subjects : subjects.map((subject) => ({ ...subject, coming: [] }));
    for (const { subjectId } of await faultsOf(directory, partnerId, wanted, now, horizon)) {
      const subject = byId.get(subjectId);
      if (subject !== undefined) faults.push({ partnerId, subject });
    }
  }
  return faults;
};
