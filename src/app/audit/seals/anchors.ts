import { type AnchoredSeal } from '../../../domain/audit/judgeSeal';
import { type PartitionStore } from '../../../kernel/partitionStore';
import { listSeals } from './sealBook';
import { nextTenant } from './tenants';

/** Of a tenant's log, what is exported: whoever keeps it can tell later whether that was written anew. */
export interface TenantAnchor {
  readonly tenantId: string;
  /** The last of them, in order of their numbers: the last one proves all before it, the others say where. */
  readonly seals: readonly AnchoredSeal[];
}

/** Those of a month, of a log that is written every day. */
export const SEALS_OF_ANCHOR = 32;
const TENANTS_AT_ONCE = 50;

const anchorOf = async (audit: PartitionStore, tenantId: string): Promise<TenantAnchor> => {
  const { items } = await listSeals(audit, tenantId, SEALS_OF_ANCHOR);
  return { tenantId, seals: items.map(({ number, day, hash }) => ({ number, day, hash })).toReversed() };
};

/** AUD-1: what is exported of all logs that have seals, fifty at a call. @param from what a call before gave as `next`. @throws when the store fails. */
export const anchorsFrom = async (audit: PartitionStore, from: string | undefined): Promise<{ readonly tenants: readonly TenantAnchor[]; readonly next?: string }> => {
  const tenants: TenantAnchor[] = [];
  let tenantId = from ?? '';
  for (let looked = 0; looked < TENANTS_AT_ONCE; looked += 1) {
    const next = await nextTenant(audit, tenantId);
    if (next === undefined) return { tenants };
    const anchor = await anchorOf(audit, next);
    if (anchor.seals.length > 0) tenants.push(anchor);
    tenantId = next;
  }
  return { tenants, next: tenantId };
};
