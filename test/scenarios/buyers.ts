import { createPrivateKey, type JsonWebKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askToken, bodyOf, Client, localState, newId, type Reply, signIn, signInAs } from '../support/client';
import { type Line } from '../support/clientShop';
import { type Resource } from '../support/clientWire';
import { Sandbox } from '../support/sandbox';
import { attestationBody, customerBody } from './calls';

export interface WireCartLine {
  readonly catalogItemId: string;
  readonly currencyCode?: string;
  readonly promotionId?: string;
  readonly pricing?: Readonly<Record<string, number>>;
  readonly error?: { readonly errorCode: number; readonly errorDescription: string };
}

export interface WireCart extends Resource {
  readonly status: string;
  readonly expirationTimestamp: string;
  readonly lineItems: readonly WireCartLine[];
}

export interface BoughtLine {
  readonly subscriptionId: string;
  readonly [member: string]: unknown;
}

export interface BoughtOrder extends Resource {
  readonly totalPrice: number;
  readonly currencyCode: string;
  readonly lineItems: readonly BoughtLine[];
}

export const month = { termDuration: 'P1M', billingCycle: 'monthly' };
export const yearByMonth = { termDuration: 'P1Y', billingCycle: 'monthly' };
export const yearAtOnce = { termDuration: 'P1Y', billingCycle: 'annual' };

/** What a line may say beside the item and plan. */
export type CartLine = Line & { readonly customTermEndDate?: string; readonly promotionId?: string; readonly participants?: readonly object[] };

/** A server on which the sample's three partners are signed in, each as an admin agent with a user. */
export class Buyers {
  private constructor(
    readonly sandbox: Sandbox,
    readonly havn: Client,
    readonly nordlys: Client,
    readonly polder: Client,
  ) {}

  static async start(clock: string): Promise<Buyers> {
    const sandbox = await Sandbox.start(clock);
    const [havn, nordlys, polder] = await Promise.all(['havn', 'nordlys', 'polder'].map((slug) => signInAs(sandbox.url, `${slug}-admin_agent`)));
    if (havn === undefined || nordlys === undefined || polder === undefined) throw new Error('Not all partners signed in');
    return new Buyers(sandbox, havn, nordlys, polder);
  }

  async customerOfSample(start: string): Promise<string> {
    return (await localState(this.sandbox.url)).customers.find(({ name }) => name.startsWith(start))?.tenantId ?? '';
  }

  async tenantOf(slug: string): Promise<string> {
    return (await localState(this.sandbox.url)).partners.find((partner) => partner.slug === slug)?.tenantId ?? '';
  }

  /** A customer in the Netherlands whose agreement is not attested yet. */
  async newCustomer(partner: Client, companyName: string): Promise<string> {
    const companyProfile = { domain: `c${newId()}.onmicrosoft.com` };
    return bodyOf<Resource>(await partner.post('/v1/customers', { companyProfile, billingProfile: { ...customerBody.billingProfile, companyName } }), 201).id;
  }

  /** A customer that can be sold to. */
  async newBuyer(partner: Client, companyName: string): Promise<string> {
    const customerId = await this.newCustomer(partner, companyName);
    await this.attest(partner, customerId);
    return customerId;
  }

  async attest(partner: Client, customerId: string): Promise<void> {
    bodyOf(await partner.post(`/v1/customers/${customerId}/agreements`, attestationBody), 201);
  }

  /** The customer itself. */
  asCustomer(customerId: string): Promise<Client> {
    return signIn(this.sandbox.url, customerId, 'customer');
  }

  async asOperator(): Promise<Client> {
    return signIn(this.sandbox.url, (await localState(this.sandbox.url)).operatorTenantId, 'operator');
  }

  /** An admin agent of a tenant that has no client at the local token endpoint: the claims of Polder's token, signed with the same development key. */
  async asTenant(tenantId: string): Promise<Client> {
    const { url, folder } = this.sandbox;
    const polder = await this.tenantOf('polder');
    const granted = await askToken(url, polder, 'polder-admin_agent', { grant_type: 'client_credentials' });
    const [header = '', payload = ''] = bodyOf<{ access_token: string }>(granted, 200).access_token.split('.');
    const claims = Buffer.from(payload, 'base64url').toString().replaceAll(polder, tenantId);
    const signed = `${header}.${Buffer.from(claims).toString('base64url')}`;
    const { privateKey } = JSON.parse(readFileSync(join(folder, 'token-keys.json'), 'utf8')) as { privateKey: JsonWebKey };
    const signature = sign('sha256', Buffer.from(signed), createPrivateKey({ key: privateKey, format: 'jwk' })).toString('base64url');
    return new Client(url, `${signed}.${signature}`);
  }
}

export const postCart = (partner: Client, customerId: string, lines: readonly CartLine[], members: object = {}): Promise<Reply> =>
  partner.post(`/v1/customers/${customerId}/carts`, { partnerOnRecordAttestationAccepted: true, lineItems: lines.map((line, id) => ({ id, ...line })), ...members });

export const aCart = async (partner: Client, customerId: string, lines: readonly CartLine[]): Promise<WireCart> => bodyOf(await postCart(partner, customerId, lines), 201);

/** Of each line its error, or what it is without one. */
export const errorsOf = (cart: WireCart): readonly (number | 'sold')[] => cart.lineItems.map(({ error }) => error?.errorCode ?? 'sold');

export const checkOut = (partner: Client, customerId: string, { id }: Resource): Promise<Reply> => partner.post(`/v1/customers/${customerId}/carts/${id}/checkout`);

/** A cart checked out. @returns its orders' lines, order by order. */
export const bought = async (partner: Client, customerId: string, lines: readonly CartLine[]): Promise<readonly BoughtLine[]> => {
  const { orders } = bodyOf<{ orders: BoughtOrder[] }>(await checkOut(partner, customerId, await aCart(partner, customerId, lines)), 201);
  return orders.flatMap(({ lineItems }) => lineItems);
};
