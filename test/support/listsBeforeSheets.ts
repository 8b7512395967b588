import { deadlinePrefix, deadlinesOfSubject, formerSubjectKey, subjectPrefix } from '../../src/app/deadlineList/listRows';
import { sheetRows } from '../../src/app/deadlineList/sheet';
import { type Stores } from '../../src/wiring/wiring';
import { rowsOf } from './worldStores';
import { ANY_ETAG } from '../../src/kernel/partitionStore';

/** Puts every list of deadlines into the form in which it was stored before there were sheets: a row for each subject, and one for each of its deadlines. */
export const listsBeforeSheets = async ({ Directory }: Pick<Stores, 'Directory'>): Promise<void> => {
  const rows = (await rowsOf(Directory)).filter(({ partition }) => partition.startsWith('deadlines|'));
  for (const { partition, key } of rows) await Directory.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
  for (const row of rows.filter(({ key }) => !key.startsWith(deadlinePrefix))) {
    const { partnerId, customerId, subjects } = sheetRows.read(row);
    for (const subject of subjects) {
      const own = { customerId, ...subject };
      await Directory.commit(row.partition, [
        { op: 'create', key: formerSubjectKey(own), value: { type: 'deadlines', partnerId, ...own } },
        ...[...deadlinesOfSubject(own)].map(([key, value]) => ({ op: 'create', key, value: { type: 'deadline', partnerId, ...value } }) as const),
      ]);
    }
  }
};

/** How many subjects of a customer still have rows of their own. */
export const subjectsBeforeSheets = async ({ Directory }: Pick<Stores, 'Directory'>, customerId: string): Promise<number> =>
  (await rowsOf(Directory)).filter(({ key }) => key.startsWith(subjectPrefix(customerId)) && !key.includes('|all|')).length;
