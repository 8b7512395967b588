import { z } from 'zod';
import { type Clock } from '../kernel/clock';
import { toMillis, type Instant } from '../kernel/instant';
import { type PartitionStore } from '../kernel/partitionStore';
import { resellerPartnersOf } from '../domain/parties/partner/resellerPartners';
import { partnerSchema, type Partner } from '../domain/parties/partner/state';
import { allRows } from './allRows';
import { rowReader, type Readable } from './unreadable';

/** One partition: `tenant|<tenant id>` holds the partner, `mpn|<partner id>` says which tenant it is. */
const PARTITION = 'partners';
const tenantKey = (tenantId: string): string => `tenant|${tenantId.toLowerCase()}`;
const mpnKey = (partnerId: string): string => `mpn|${partnerId}`;
const mpnRows = rowReader('Partners', 'mpn', z.object({ tenantId: z.string() }));
const partnerRows = rowReader('Partners', 'partner', partnerSchema);

const KEPT_FOR_MS = 60_000;
const PARTNERS_KEPT = 1000;
const ROWS_PER_PARTNER = 2;
const PARTNERS_PER_COMMIT = 50;

/** Who sells through this installation. Partners are kept in memory for a minute. */
export class PartnerBook {
  private readonly kept = new Map<string, { readonly readAt: Instant; readonly partner: Partner }>();

  /** @param store the `Partners` table. */
  constructor(
    private readonly store: PartitionStore,
    private readonly clock: Clock,
  ) {}

  /** Indirect resellers are found as well. */
  async byTenant(tenantId: string): Promise<Partner | undefined> {
    const key = tenantKey(tenantId);
    const found = this.kept.get(key);
    if (found && this.isFresh(found.readAt)) return found.partner;
    this.kept.delete(key);
    const readAt = this.clock.now();
    const row = await this.store.read(PARTITION, key);
    if (row === undefined) return undefined;
    const partner = partnerRows.read(row);
    this.kept.set(key, { readAt, partner });
    for (const oldest of this.kept.keys()) if (this.kept.size > PARTNERS_KEPT) this.kept.delete(oldest);
    return partner;
  }

  /** @param partnerId MPN id. */
  async byPartnerId(partnerId: string): Promise<Partner | undefined> {
    const row = await this.store.read(PARTITION, mpnKey(partnerId));
    return row && this.byTenant(mpnRows.read(row).tenantId);
  }

  /** Direct-bill partners and indirect providers, without the resellers; straight from the store. */
  async all(): Promise<readonly Partner[]> {
    const rows = await allRows(this.store, PARTITION, 'tenant|');
    return rows.map((row) => partnerRows.read(row)).filter((partner) => partner.kind !== 'indirect_reseller');
  }

  /** The same for who goes on without those that cannot be read. */
  async readable(): Promise<Readable<Partner>> {
    const { items, unreadable } = partnerRows.readable(await allRows(this.store, PARTITION, 'tenant|'));
    return { items: items.filter((partner) => partner.kind !== 'indirect_reseller'), unreadable };
  }

  private isFresh(readAt: Instant): boolean {
    const age = toMillis(this.clock.now()) - toMillis(readAt);
    return age >= 0 && age < KEPT_FOR_MS;
  }
}

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
