import { type Client } from '../demo/client';
import { newCustomer } from '../demo/purchase';

/** Of the sample: one whose number a customer's others limit, with add-ons, and one for which nothing is made. */
const PRODUCTS = ['NCM365ENTE03/skus/0001', 'NCBUSSTAND01/skus/0001'] as const;
const CALLERS = 8;
/** Customers whose subscriptions are read and changed; those from before go on by themselves. */
const ACTIVE_CUSTOMERS = 200;
const REQUESTS_PER_CUSTOMER = 1_000;

interface Bought {
  readonly customer: string;
  readonly path: string;
}

/** What is asked of a started app all day, most of it reads. Deterministic, but for the order in which answers come. */
export class SoakMix {
  requests = 0;
  /** Answers of 4xx: seats that cannot be taken off any more, and the like. */
  refused = 0;
  /** Answers of 5xx, each with what it was of. */
  readonly faults: string[] = [];
  private readonly customers: string[] = [];
  private readonly bought: Bought[] = [];
  private readonly items: string[] = [];
  private steps = 0;

  /** @param client signs in anew after each move of the clock, so it is asked for each time. */
  constructor(private client: Client) {}

  signedIn(client: Client): void {
    this.client = client;
  }

  /** At least so many requests more, several callers at once. */
  async run(requests: number): Promise<void> {
    const until = this.requests + requests;
    if (this.bought.length === 0) await this.begin();
    await Promise.all(
      Array.from({ length: CALLERS }, async () => {
        while (this.requests < until) await this.step((this.steps += 1));
      }),
    );
  }

  private async begin(): Promise<void> {
    for (const product of PRODUCTS) {
      const { items } = await this.ask<{ readonly items: readonly { readonly catalogItemId: string }[] }>('GET', `/v1/products/${product}/availabilities?country=${this.client.country}`);
      this.items.push(items[0]?.catalogItemId ?? '');
    }
    for (let count = 0; count < CALLERS; count += 1) await this.customer();
    for (let count = 0; count < CALLERS; count += 1) await this.checkout(count);
  }

  /** 2 % checkouts with their carts, 6 % carts, 8 % changes, 8 % previews; the rest reads. */
  private async step(step: number): Promise<void> {
    if (step % REQUESTS_PER_CUSTOMER === 0) await this.customer();
    const kind = step % 100;
    if (kind < 2) await this.checkout(step);
    else if (kind < 8) await this.cart(step);
    else if (kind < 16) await this.ask('PATCH', this.any(step).path, step % 3 === 0 ? { quantity: 5 + (step % 20) } : { friendlyName: `Office ${step}` });
    else if (kind < 24) await this.ask('PATCH', `${this.any(step).path}?preview=true`, { quantity: 5 + (step % 20) });
    else await this.read(step);
  }

  private async read(step: number): Promise<void> {
    const { customer, path } = this.any(step);
    const reads = [path, path, path, `/v1/customers/${customer}/subscriptions`, `/v1/customers/${customer}`, `/nextterm${path}/options`, `/nextterm${path}/charges`, `/nextterm${path}/events`, `/v1/customers/${customer}/orders`, `/v1/products?country=${this.client.country}&targetView=OnlineServices`, '/v1/customers?size=50', `${path}/transitionEligibilities?eligibilityType=immediate`] as const;
    await this.ask('GET', reads[Math.floor(step / 7) % reads.length] ?? path);
  }

  /** Any of the last, so that what is old is left alone. */
  private any(step: number): Bought {
    const found = this.bought[(step * 7919) % this.bought.length];
    if (found === undefined) throw new Error('Nothing was bought.');
    return found;
  }

  private async customer(): Promise<void> {
    this.customers.push(await newCustomer(this.client));
    this.requests += 2;
    if (this.customers.length > ACTIVE_CUSTOMERS) this.customers.shift();
  }

  private async cart(step: number): Promise<{ readonly customer: string; readonly id: string } | undefined> {
    const customer = this.customers[step % this.customers.length] ?? '';
    const line = { id: 0, catalogItemId: this.items[step % this.items.length], quantity: 5, billingCycle: 'monthly', termDuration: 'P1M' };
    const { id } = await this.ask<{ readonly id?: string }>('POST', `/v1/customers/${customer}/carts`, { partnerOnRecordAttestationAccepted: true, lineItems: [line] });
    return id === undefined ? undefined : { customer, id };
  }

  private async checkout(step: number): Promise<void> {
    const cart = await this.cart(step);
    if (cart === undefined) return;
    const { orders = [] } = await this.ask<{ readonly orders?: readonly { readonly lineItems: readonly { readonly subscriptionId: string }[] }[] }>('POST', `/v1/customers/${cart.customer}/carts/${cart.id}/checkout`);
    for (const { subscriptionId } of orders.flatMap(({ lineItems }) => lineItems)) this.bought.push({ customer: cart.customer, path: `/v1/customers/${cart.customer}/subscriptions/${subscriptionId}` });
    while (this.bought.length > ACTIVE_CUSTOMERS * 10) this.bought.shift();
  }

  private async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    this.requests += 1;
    const answer = await this.client.ask(method, path, body);
    if (answer.status >= 500) this.faults.push(`${method} ${path}: ${answer.status}`);
    else if (answer.status >= 400) this.refused += 1;
    return answer.body as T;
  }
}
