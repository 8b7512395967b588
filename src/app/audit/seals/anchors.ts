import { type AnchoredSeal } from '../../../domain/audit/judgeSeal';
import { type PartitionStore } from '../../../kernel/partitionStore';
import { type UnreadableRow } from '../../unreadable';
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

/** Some of all logs. */
export interface Anchors {
  readonly tenants: readonly TenantAnchor[];
  /** Seals that should be among them: without its last one an anchor proves less than it seems to. */
  readonly unreadable: readonly UnreadableRow[];
  /** Where the next call goes on; absent: that was all. */
  readonly next?: string;
}

/** AUD-1: what is exported of all logs that have seals, fifty at a call. @param from what a call before gave as `next`. @throws when the store fails. */
export const anchorsFrom = async (audit: PartitionStore, from: string | undefined): Promise<Anchors> => {
  const tenants: TenantAnchor[] = [];
  const unreadable: UnreadableRow[] = [];
  let tenantId = from ?? '';
  for (let looked = 0; looked < TENANTS_AT_ONCE; looked += 1) {
    const next = await nextTenant(audit, tenantId);
    if (next === undefined) return { tenants, unreadable };
    const last = await listSeals(audit, next, SEALS_OF_ANCHOR);
    if (last.items.length > 0) tenants.push({ tenantId: next, seals: last.items.map(({ number, day, hash }) => ({ number, day, hash })).toReversed() });
    unreadable.push(...(last.unreadable ?? []));
    tenantId = next;
  }
  return { tenants, unreadable, next: tenantId };
};
