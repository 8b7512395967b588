import { isDeepStrictEqual } from 'node:util';
import { visibleTo } from '../../domain/parties/customer/relationship';
import { type Customer } from '../../domain/parties/customer/state';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { allRows } from '../allRows';
import { subscriptionPrefix, transferPrefix } from '../command/commerceKeys';
import { type WantedSubject } from '../deadlineList/deadlineLists';
import { deadlineRows, listPartition, rowsOfSubject, subjectPrefix, subjectRows, type StoredSubject } from '../deadlineList/listRows';
import { subjectsOfCustomer } from '../deadlineList/subjectsOfCustomer';
import { subscriptionRows } from '../subscription/subscriptionBook';
import { transferRows } from '../transfer/transferBook';
import { rowsUnder, type CustomerRows } from './customerRows';

/** Of what a partner's list should say, and does not. */
export interface ListFault {
  readonly partnerId: string;
  readonly subject: WantedSubject;
}

/** Whether the subject's own row says so, or what is newer. What has passed since it was written need not be there. */
const isKnown = (subject: WantedSubject, stored: StoredSubject | undefined, now: Instant): boolean => {
  if (stored === undefined) return subject.coming.length === 0;
  if (stored.version > subject.version) return true;
  const ahead = stored.coming.filter(({ at }) => at > now);
  return stored.version === subject.version && stored.former === undefined && isDeepStrictEqual([ahead, ahead.length > 0 && stored.name], [subject.coming, subject.coming.length > 0 && subject.name]);
};

const isListed = async (directory: PartitionStore, partnerId: string, subject: WantedSubject, horizon: Instant | undefined): Promise<boolean> => {
  for (const [key, value] of rowsOfSubject(partnerId, subject)) {
    if (horizon !== undefined && value.at > horizon) continue;
    const row = await directory.read(listPartition(partnerId), key);
    const [stored] = row === undefined ? [] : deadlineRows.readable([row]).items;
    if (!isDeepStrictEqual(stored, value)) return false;
  }
  return true;
};

/**
 * DUE-1, PRE-3: where a partner's list of deadlines does not say of one customer what its rows say. One operation for each partner that has something there, and one for each deadline that is looked for.
 * @param horizon the rows of deadlines up to it are looked for, inclusive; all of them if absent. The row that says which a subject has is compared with all.
 */
export const deadlineListFaults = async ({ directory }: { readonly directory: PartitionStore }, rows: CustomerRows, customer: Customer, now: Instant, horizon?: Instant): Promise<readonly ListFault[]> => {
  const subscriptions = subscriptionRows.readable(rowsUnder(rows, subscriptionPrefix)).items;
  const transfers = transferRows.readable(rowsUnder(rows, transferPrefix)).items;
  const faults: ListFault[] = [];
  for (const [partnerId, subjects] of subjectsOfCustomer(subscriptions, transfers, now)) {
    const isSeen = visibleTo(customer, customer.id, partnerId).ok;
    const stored = new Map(subjectRows.readable(await allRows(directory, listPartition(partnerId), subjectPrefix(customer.id))).items.map((each) => [each.subjectId, each]));
    for (const subject of subjects) {
      const wanted = isSeen ? subject : { ...subject, coming: [] };
      const found = stored.get(subject.subjectId);
      const isRight = isKnown(wanted, found, now) && ((found?.version ?? 0) > wanted.version || (await isListed(directory, partnerId, wanted, horizon)));
      if (!isRight) faults.push({ partnerId, subject });
    }
  }
  return faults;
};
