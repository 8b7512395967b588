import { type PartitionStore } from '../../../kernel/partitionStore';
import { firstAcross } from './sealBook';
import { recordsIn, sealsPartition } from './sealKeys';

/** Tenants are GUIDs, and what else lies in the table begins with a later letter. */
const AFTER_TENANTS = 'g';

/** The first tenant, in order of the ids, behind another that has records, or seals. Two queries, however much there is. @param after empty: from the first on. */
export const nextTenant = async (audit: PartitionStore, after: string): Promise<string | undefined> => {
  const [records, seals] = await Promise.all([
    firstAcross(audit, { fromPartition: after === '' ? '0' : `${after}|~`, toPartition: AFTER_TENANTS }),
    firstAcross(audit, { fromPartition: after === '' ? sealsPartition('') : `${sealsPartition(after)}|`, toPartition: `${sealsPartition('')}~` }),
  ]);
  const found = [records && recordsIn(records.partition)?.tenantId, seals?.partition.slice(sealsPartition('').length)].filter((tenantId) => tenantId !== undefined);
  return found.toSorted()[0];
};
