import { z } from 'zod';
import { partnerSchema, type Partner } from '../../domain/parties/partner/state';
import { type PartitionStore } from '../../kernel/partitionStore';
import { rowReader } from '../unreadable';

/**
 * One partition of the `Partners` table, so that a partner and everything it is found by are written in one transaction: `tenant|<tenant id>` holds the partner; `mpn|<PartnerID>`, `domain|<domain>` and `slug|<slug>` say
 * which tenant has it.
 */
export const PARTNERS_PARTITION = 'partners';
export const tenantPrefix = 'tenant|';
/** `tenant|10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8` */
export const tenantKey = (tenantId: string): string => tenantPrefix + tenantId.toLowerCase();
/** `mpn|5310388` */
export const partnerIdKey = (partnerId: string): string => `mpn|${partnerId}`;
/** `domain|havncloud.onmicrosoft.com` */
export const domainKey = (domain: string): string => `domain|${domain.toLowerCase()}`;
/** `slug|havn` */
export const slugKey = (slug: string): string => `slug|${slug}`;

export const partnerRows = rowReader('Partners', 'partner', partnerSchema);

const holderRows = rowReader('Partners', 'tenantOf', z.object({ tenantId: z.string() }));

/** Tenant of the partner that is found by that key; undefined: nobody's. @throws RowUnreadable. */
export const tenantFoundBy = async (store: PartitionStore, key: string): Promise<string | undefined> => {
  const row = await store.read(PARTNERS_PARTITION, key);
  return row && holderRows.read(row).tenantId;
};

export interface StoredPartner {
  readonly value: Partner;
  readonly etag: string;
}

/** Straight from the store, also one that was removed. @throws RowUnreadable. */
export const readPartner = async (store: PartitionStore, tenantId: string): Promise<StoredPartner | undefined> => {
  const row = await store.read(PARTNERS_PARTITION, tenantKey(tenantId));
  return row && partnerRows.readStored(row);
};
