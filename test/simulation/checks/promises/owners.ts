import { type Caller } from '../../../../src/adapters/http/caller';
import { mustHold, type Exchange } from '../../engine/check';
import { type RowChange } from '../../engine/recorder';
import { text } from './members';

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Rows that are one partner's alone, with their customer. */
const OWNED = /^(subscription|cart|support)\|/;

interface Owned {
  readonly what: string;
  readonly partnerId: string;
  readonly customerId: string;
}

/** Through which reseller a provider sells to a customer. */
type Relationships = Readonly<Record<string, { readonly status: string; readonly resellerTenantId?: string }>>;

/** PAR-3: whose what is, by the rows; and what everybody has named by itself, which is told nobody anew. */
export class Owners {
  private readonly owned = new Map<string, Owned>();
  private readonly relationships = new Map<string, Relationships>();
  private readonly named = new Map<string, Set<string>>();

  follow({ table, partition, key, after }: RowChange): void {
    if (table !== 'Commerce' || after === undefined) return;
    if (key.startsWith('customer|')) this.relationships.set(partition, (after['relationships'] ?? {}) as Relationships);
    if (OWNED.test(key) && typeof after['id'] === 'string' && typeof after['partnerId'] === 'string') this.owned.set(after['id'], { what: key.slice(0, key.indexOf('|')), partnerId: after['partnerId'], customerId: partition });
  }

  /** Who sees what one partner sells to a customer: it, the reseller it sells through, the customer and the operator. */
  isSeenBy({ partnerId, customerId }: Pick<Owned, 'partnerId' | 'customerId'>, { kind, tenantId }: Caller): boolean {
    if (kind === 'operator' || tenantId === partnerId || tenantId === customerId) return true;
    return this.relationships.get(customerId)?.[partnerId]?.resellerTenantId === tenantId;
  }

  /** An answer names nothing of anybody else. @returns whether it named anything. @throws Broken */
  judge({ call, reply }: Exchange): boolean {
    const { caller } = call;
    const named = this.named.get(caller.tenantId) ?? new Set<string>();
    this.named.set(caller.tenantId, named);
    for (const [id] of `${call.path} ${text(call.body)}`.toLowerCase().matchAll(GUID)) named.add(id);
    if (caller.kind === 'operator') return false;
    let isProved = false;
    // Who has another's id, from a mail that was sent on, say, is told that there is no such thing.
    for (const [id] of call.path.toLowerCase().matchAll(GUID)) {
      const owned = this.owned.get(id);
      if (owned === undefined || this.isSeenBy(owned, caller)) continue;
      isProved = true;
      mustHold(reply.status >= 400, 'PAR-3', () => `${call.method} ${call.path} is about the ${owned.what} of ${owned.partnerId}, and ${caller.tenantId} is answered with ${reply.status}: ${reply.text.slice(0, 500)}`);
    }
    for (const [id] of reply.text.toLowerCase().matchAll(GUID)) {
      const owned = this.owned.get(id);
      if (owned === undefined || named.has(id)) continue;
      isProved = true;
      mustHold(this.isSeenBy(owned, caller), 'PAR-3', () => `${call.method} ${call.path} of ${caller.tenantId} is answered with the ${owned.what} ${id} of ${owned.partnerId}: ${reply.text.slice(0, 500)}`);
    }
    return isProved;
  }

  isRelated(customerId: string, tenantId: string): boolean {
    const relationships = this.relationships.get(customerId) ?? {};
    return relationships[tenantId] !== undefined || Object.values(relationships).some(({ resellerTenantId }) => resellerTenantId === tenantId);
  }
}
