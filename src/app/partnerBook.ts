import { z } from 'zod';
import { type Clock } from '../kernel/clock';
import { toMillis, type Instant } from '../kernel/instant';
import { type PartitionStore } from '../kernel/partitionStore';
import { resellerPartnersOf } from '../partner/resellerPartners';
import { partnerSchema, type Partner } from '../partner/state';
import { allRows } from './catalogueBook';

/** Who sells through this installation. Answers are up to a minute old. */
export interface PartnerBook {
  byTenant(tenantId: string): Promise<Partner | undefined>;
  /** @param partnerId MPN id. */
  byPartnerId(partnerId: string): Promise<Partner | undefined>;
  /** Direct-bill partners and indirect providers, without the resellers. */
  all(): Promise<readonly Partner[]>;
}

/** One partition: `tenant|<tenant id>` holds the partner, `mpn|<partner id>` says which tenant it is. */
const PARTITION = 'partners';
const tenantKey = (tenantId: string): string => `tenant|${tenantId.toLowerCase()}`;
const mpnKey = (partnerId: string): string => `mpn|${partnerId}`;
const mpnRowSchema = z.object({ tenantId: z.string() });

const KEPT_FOR_MS = 60_000;
const PARTNERS_KEPT = 1000;
const ROWS_PER_PARTNER = 2;
const PARTNERS_PER_COMMIT = 50;

export const partnerBook = ({ store, clock }: { readonly store: PartitionStore; readonly clock: Clock }): PartnerBook => {
  const kept = new Map<string, { readonly readAt: Instant; readonly partner: Partner }>();

  const byTenant = async (tenantId: string): Promise<Partner | undefined> => {
    const key = tenantKey(tenantId);
    const found = kept.get(key);
    const age = found ? toMillis(clock.now()) - toMillis(found.readAt) : KEPT_FOR_MS;
    if (found && age >= 0 && age < KEPT_FOR_MS) return found.partner;
    kept.delete(key);
    const readAt = clock.now();
    const row = await store.read(PARTITION, key);
    if (row === undefined) return undefined;
    const partner = partnerSchema.parse(row.value);
    kept.set(key, { readAt, partner });
    for (const oldest of kept.keys()) if (kept.size > PARTNERS_KEPT) kept.delete(oldest);
    return partner;
  };

  return {
    byTenant,
    byPartnerId: async (partnerId) => {
      const row = await store.read(PARTITION, mpnKey(partnerId));
      return row && byTenant(mpnRowSchema.parse(row.value).tenantId);
    },
    all: async () => {
      const rows = await allRows(store, PARTITION, { prefix: 'tenant|' });
      return rows.map((row) => partnerSchema.parse(row.value)).filter((partner) => partner.kind !== 'indirect_reseller');
    },
  };
};

/** Writes partners and, as partners in their own right, their resellers; over what is stored of the same tenants. */
export const storePartners = async (store: PartitionStore, partners: readonly Partner[]): Promise<void> => {
  const writes = [...partners, ...resellerPartnersOf(partners)].flatMap((partner) => [
    { op: 'put' as const, key: tenantKey(partner.tenantId), value: partner },
    { op: 'put' as const, key: mpnKey(partner.partnerId), value: { tenantId: partner.tenantId } },
  ]);
  const perCommit = PARTNERS_PER_COMMIT * ROWS_PER_PARTNER;
  for (let start = 0; start < writes.length; start += perCommit) {
    const outcome = await store.commit(PARTITION, writes.slice(start, start + perCommit));
    if (!outcome.ok) throw new Error(`An unconditional write of ${outcome.conflict.key} met a condition`);
  }
};
