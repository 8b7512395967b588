import { type Partner } from '../../domain/parties/partner/state';
import { failure, success, type Result } from '../../kernel/result';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type Refusal } from '../refusals';
import { readablePage, type Page } from '../unreadable';
import { PARTNERS_PARTITION, partnerRows, readPartner, tenantPrefix } from './partnerRows';
import { storedProviders } from './partnerStanding';

/** A reseller that a version before stored does not say itself whether it signed: its provider does. */
const complete = async (rows: PartitionStore, partner: Partner): Promise<Partner> => {
  if (partner.kind !== 'indirect_reseller' || partner.agreementSigned !== undefined) return partner;
  const providers = [...(await storedProviders(rows, partner.providers)).values()];
  return { ...partner, agreementSigned: providers.some(({ value }) => value.resellers.some(({ tenantId, agreementSigned }) => tenantId === partner.tenantId && agreementSigned)) };
};

/** Straight from the store. Refused: PartnerNotFound. @throws RowUnreadable. */
export const getPartner = async (rows: PartitionStore, tenantId: string): Promise<Result<Partner, Refusal>> => {
  const stored = await readPartner(rows, tenantId);
  return stored === undefined || stored.value.removedAt !== undefined ? failure({ kind: 'PartnerNotFound', tenantId }) : success(await complete(rows, stored.value));
};

/** All kinds, in order of their tenants. A page may hold fewer than `limit` while there are more. */
export const listPartners = async (rows: PartitionStore, limit: number, continuation?: string): Promise<Page<Partner>> => {
  const page = readablePage(await rows.list(PARTNERS_PARTITION, { prefix: tenantPrefix, limit, ...(continuation !== undefined && { continuation }) }), partnerRows);
  const items: Partner[] = [];
  for (const partner of page.items) if (partner.removedAt === undefined) items.push(await complete(rows, partner));
  return { ...page, items };
};
