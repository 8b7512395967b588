import { type Partner } from '../../domain/parties/partner/state';
import { type PartitionStore } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { type Refusal } from '../refusals';
import { readPartner } from './partnerRows';

/**
 * PAR-4: a partner as it stands now, for what ties somebody to it for good. What this process remembers of it may be a minute old, and another have removed it since, or had one of its resellers leave.
 * @param rows the `Partners` table. Refused: PartnerUnknown where it was removed. @throws RowUnreadable, and when the store fails.
 */
export const partnerAsStored = async (rows: PartitionStore, tenantId: string): Promise<Result<Partner, Refusal>> => {
  const partner = (await readPartner(rows, tenantId))?.value;
  return partner === undefined || partner.removedAt !== undefined ? failure({ kind: 'PartnerUnknown', tenantId }) : success(partner);
};
