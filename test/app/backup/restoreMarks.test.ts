import { MemoryPartitionStore } from '../../../src/adapters/memory/memoryPartitionStore';
import { changeMark, endMark, readMark, RESTORING, withdrawMark, writeMark, type RestoreMark } from '../../../src/app/backup/restoreMarks';
import { instant } from '../../../src/kernel/instant';
import { interrupted } from '../../support/interrupted';

const mark: RestoreMark = { backupId: 'b', startedAt: instant('2026-06-10T10:00:00Z') };

test('a mark under which nothing was written is taken back; one that is not there is no error', async () => {
  const partners = new MemoryPartitionStore();
  await writeMark(partners, 'c', mark);
  await withdrawMark(partners, 'c');
  await withdrawMark(partners, 'c');
  expect(await readMark(partners, 'c')).toBeUndefined();
});

test('one under which another process writes stays, also where that began just before it is taken back', async () => {
  const partners = new MemoryPartitionStore();
  await writeMark(partners, 'c', mark);
  const { store, hasActed } = interrupted(partners, { deletes: 'c' }, () => changeMark(partners, 'c', mark, { isQuiet: true }));
  await withdrawMark(store, 'c');
  expect([hasActed(), await readMark(partners, 'c')]).toEqual([true, { ...mark, isQuiet: true }]);
  await withdrawMark(partners, 'c');
  expect(await partners.read(RESTORING, 'c')).toBeDefined();
});

test('of another restore that began since, a mark is neither changed nor taken away', async () => {
  const partners = new MemoryPartitionStore();
  expect(await changeMark(partners, 'c', mark, { isQuiet: true })).toBe(false);
  const later = { ...mark, startedAt: instant('2026-06-10T11:00:00Z') };
  await writeMark(partners, 'c', later);
  expect(await changeMark(partners, 'c', mark, { isQuiet: true })).toBe(false);
  await endMark(partners, 'c', mark);
  expect(await readMark(partners, 'c')).toEqual(later);
  await endMark(partners, 'c', later);
  expect(await readMark(partners, 'c')).toBeUndefined();
});
