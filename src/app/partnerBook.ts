import { type Clock } from '../kernel/clock';
import { toMillis, type Instant } from '../kernel/instant';
import { type PartitionStore } from '../kernel/partitionStore';
import { type Partner } from '../domain/parties/partner/state';
import { allRows } from './allRows';
import { domainKey, partnerIdKey, PARTNERS_PARTITION, partnerRows, readPartner, tenantFoundBy, tenantKey, tenantPrefix } from './partner/partnerRows';
import { type Readable } from './unreadable';

const KEPT_FOR_MS = 60_000;
const PARTNERS_KEPT = 1000;

/** Who sells through this installation. Partners are kept in memory for a minute. */
export class PartnerBook {
  private readonly kept = new Map<string, { readonly readAt: Instant; readonly partner: Partner }>();
  /** How often this process has changed any: what was on its way then is given to whoever asked, and not kept. */
  private changes = 0;

  /** @param store the `Partners` table. */
  constructor(
    private readonly store: PartitionStore,
    private readonly clock: Clock,
  ) {}

  /** Indirect resellers are found as well; one that was removed is not. */
  async byTenant(tenantId: string): Promise<Partner | undefined> {
    const key = tenantKey(tenantId);
    const found = this.kept.get(key);
    if (found && this.isFresh(found.readAt)) return found.partner;
    this.kept.delete(key);
    const readAt = this.clock.now();
    const { changes } = this;
    const partner = (await readPartner(this.store, tenantId))?.value;
    if (partner === undefined || partner.removedAt !== undefined) return undefined;
    if (this.changes !== changes) return partner;
    this.kept.set(key, { readAt, partner });
    for (const oldest of this.kept.keys()) if (this.kept.size > PARTNERS_KEPT) this.kept.delete(oldest);
    return partner;
  }

  /** Whose lines are billed: one that was removed is found as well, as what a call that was under way then brought about is billed all the same. */
  async payer(tenantId: string): Promise<Partner | undefined> {
    return (await this.byTenant(tenantId)) ?? (await readPartner(this.store, tenantId))?.value;
  }

  /** @param partnerId MPN id. */
  async byPartnerId(partnerId: string): Promise<Partner | undefined> {
    return this.foundBy(partnerIdKey(partnerId));
  }

  /** @param domain a verified one of its tenant, in any letter case. */
  async byDomain(domain: string): Promise<Partner | undefined> {
    return this.foundBy(domainKey(domain));
  }

  /** Direct-bill partners and indirect providers, without the resellers and who was removed; straight from the store. */
  async all(): Promise<readonly Partner[]> {
    const rows = await allRows(this.store, PARTNERS_PARTITION, tenantPrefix);
    return rows.map((row) => partnerRows.read(row)).filter(({ kind, removedAt }) => kind !== 'indirect_reseller' && removedAt === undefined);
  }

  /** Whose lines are billed, those that were removed included, for who goes on without those that cannot be read. */
  async readable(): Promise<Readable<Partner>> {
    const { items, unreadable } = partnerRows.readable(await allRows(this.store, PARTNERS_PARTITION, tenantPrefix));
    return { items: items.filter((partner) => partner.kind !== 'indirect_reseller'), unreadable };
  }

  /** For the process that has just changed them. */
  forget(tenantIds: readonly string[]): void {
    this.changes += 1;
    for (const tenantId of tenantIds) this.kept.delete(tenantKey(tenantId));
  }

  private async foundBy(key: string): Promise<Partner | undefined> {
    const tenantId = await tenantFoundBy(this.store, key);
    return tenantId === undefined ? undefined : this.byTenant(tenantId);
  }

  private isFresh(readAt: Instant): boolean {
    const age = toMillis(this.clock.now()) - toMillis(readAt);
    return age >= 0 && age < KEPT_FOR_MS;
  }
}
