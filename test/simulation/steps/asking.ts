import { type Caller } from '../../../src/adapters/http/caller';
import { type Customer } from '../../../src/domain/parties/customer/state';
import { type Partner } from '../../../src/domain/parties/partner/state';
import { type Random } from '../../fuzz/random';
import { callerOf, type Reply } from '../engine/client';
import { type Life } from '../engine/life';
import { itemFor, partnerOf, userOf } from '../engine/world';

/** Somebody who calls. */
export class Asking {
  constructor(
    private readonly life: Life,
    private readonly caller: Caller,
  ) {}

  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Reply> {
    return this.life.call({ method: 'GET', path, caller: this.caller, ...(headers && { headers }) });
  }

  post(path: string, body?: unknown): Promise<Reply> {
    return this.life.call({ method: 'POST', path, caller: this.caller, ...(body !== undefined && { body }) });
  }

  put(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply> {
    return this.life.call({ method: 'PUT', path, caller: this.caller, body, ...(headers && { headers }) });
  }

  patch(path: string, body: unknown): Promise<Reply> {
    return this.life.call({ method: 'PATCH', path, caller: this.caller, body });
  }

  delete(path: string): Promise<Reply> {
    return this.life.call({ method: 'DELETE', path, caller: this.caller });
  }
}

/** An admin agent of the partner of that tenant; undefined: there is none. */
export const ofPartner = (life: Life, tenantId: string): Asking | undefined => {
  const partner = life.world.partners.find((each) => each.tenantId === tenantId);
  return partner && new Asking(life, userOf(partner));
};

export const ofSlug = (life: Life, slug: string): Asking => new Asking(life, userOf(partnerOf(life.world, slug)));

/** A person of the customer. */
export const ofCustomer = (life: Life, customerId: string): Asking => new Asking(life, callerOf({ tenantId: customerId, kind: 'customer' }, ['customer'], 'Ilse'));

export const ofOperator = (life: Life): Asking => new Asking(life, callerOf({ tenantId: life.world.config.operatorTenantId, kind: 'operator' }, ['operator'], 'Op'));

/** All that there are, as they stand. */
export const customersOf = (life: Life): readonly Customer[] => [...new Map([...life.world.customers, ...life.known.changedCustomers()].map((customer) => [customer.id, customer])).values()];

/** A partner and a customer who deal with each other. */
export interface Dealing {
  readonly customer: Customer;
  readonly partner: Partner;
}

/** Those with a relationship and an agreement, in a market that is sold in. */
export const dealingsOf = (life: Life): readonly Dealing[] =>
  customersOf(life).flatMap((customer) =>
    life.world.partners
      .filter(({ tenantId }) => customer.relationships[tenantId]?.status === 'accepted' && (customer.attestations[tenantId] !== undefined || customer.directAcceptance !== undefined))
      .map((partner) => ({ customer, partner })),
  );

export interface Wished {
  readonly sku: string;
  readonly quantity: number;
  readonly termDuration?: string;
  readonly billingCycle: string;
}

/** As a line of a cart, of an order and of what hangs on a base. */
export const lineOf = (life: Life, { customer, partner }: Dealing, { sku, ...plan }: Wished, id = 0) => ({
  id,
  catalogItemId: itemFor(life.world, customer, sku),
  ...plan,
  ...(partner.kind === 'indirect_provider' && { participants: [{ key: 'transaction_reseller', value: partner.resellers[0]?.partnerId }] }),
});

/** Buys in a cart. @returns ids of the subscriptions or plans, empty where it was refused. */
export const bought = async (life: Life, dealing: Dealing, lines: readonly object[]): Promise<readonly string[]> => {
  const asking = new Asking(life, userOf(dealing.partner));
  const carts = `/v1/customers/${dealing.customer.id}/carts`;
  const cart = await asking.post(carts, { partnerOnRecordAttestationAccepted: true, lineItems: lines });
  if (cart.status !== 201) return [];
  const done = await asking.post(`${carts}/${idOf(cart)}/checkout`);
  const { orders = [] } = (done.status === 201 ? done.body : {}) as { readonly orders?: readonly { readonly lineItems: readonly { readonly subscriptionId?: string }[] }[] };
  return orders.flatMap(({ lineItems }) => lineItems.flatMap(({ subscriptionId }) => subscriptionId ?? []));
};

export const idOf = ({ body }: Reply): string => (body as { readonly id?: string } | undefined)?.id ?? '';

/** Of a list's answer. */
export const itemsOf = ({ status, body }: Reply): readonly Record<string, unknown>[] => {
  if (status !== 200) return [];
  return Array.isArray(body) ? (body as Record<string, unknown>[]) : ((body as { readonly items?: readonly Record<string, unknown>[] } | undefined)?.items ?? []);
};

/** One of them, if there are any. */
export const oneOf = <T>(dice: Random, from: readonly T[]): T | undefined => (from.length === 0 ? undefined : dice.pick(from));
