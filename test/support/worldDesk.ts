import { offerOf } from '../../src/domain/catalogue/findOffer';
import { skuKey } from '../../src/domain/catalogue/state';
import { type Answer } from '../../src/app/command/answer';
import { attestAgreement } from '../../src/app/customer/attestAgreement';
import * as carts from '../../src/app/order/carts';
import { cancelOrder } from '../../src/app/order/cancelOrder';
import { checkout } from '../../src/app/order/checkoutCart';
import { createCustomer, type NewCustomer } from '../../src/app/customer/createCustomer';
import { derivedGuid } from '../../src/app/command/ids';
import { patchListed } from '../../src/app/subscription/patchListed';
import { type Encoding, type ExpectedVersion, type WriteCall } from '../../src/app/ports';
import { type Refusal } from '../../src/app/refusals';
import { type WiredApp } from '../../src/wiring/wiring';
import { success, type Result } from '../../src/kernel/result';
import { type CartLine } from '../../src/domain/order/state';
import { type Partner } from '../../src/domain/parties/partner/state';
import { type PatchSubscription } from '../../src/domain/subscription/patch';
import { transitionSubscription } from '../../src/app/transition/transitions';
import { type TransitionCommand } from '../../src/domain/transition/transition';

/** How a call is made, beside what it asks for. */
export interface Manner {
  /** A new one for every call if absent. */
  readonly requestId?: string;
  readonly preview?: boolean;
  /** Of the body; made from what is asked if absent. */
  readonly fingerprint?: string;
  readonly expected?: ExpectedVersion;
}

export type Answered = Promise<Result<Answer, Refusal>>;

/** Outcomes travel whole, so that tests compare them whole; a preview of the same outcome has the same body. */
const whole = <T>(): Encoding<T, unknown> => ({
  before: () => undefined,
  answer: (outcome) => ({ status: 201, headers: {}, body: JSON.stringify(outcome) }),
  preview: (outcome) => ({ status: 200, headers: {}, body: JSON.stringify(outcome) }),
});

/** @throws when the call was refused. */
export const outcomeOf = async <T>(answered: Answered): Promise<T> => {
  const answer = await answered;
  if (!answer.ok) throw new Error(`Refused: ${JSON.stringify(answer.error)}`);
  return JSON.parse(answer.value.body) as T;
};

/** @throws when the call was not refused. */
export const refusalOf = async (answered: Answered): Promise<Refusal> => {
  const answer = await answered;
  if (answer.ok) throw new Error(`Not refused: ${answer.value.body}`);
  return answer.error;
};

const mark = 'NextTerm-Replayed';

/** The same answer as it comes under a request id that was carried out before. */
export const repeated = (answer: Result<Answer, Refusal>): Result<Answer, Refusal> => (answer.ok ? success({ ...answer.value, headers: { ...answer.value.headers, [mark]: 'true' } }) : answer);

/** The same answer whether or not it is marked as a repeat, for where a fault decides that. */
export const unmarked = (answer: Result<Answer, Refusal>): Result<Answer, Refusal> => {
  if (!answer.ok) return answer;
  const { [mark]: _, ...headers } = answer.value.headers;
  return success({ ...answer.value, headers });
};

let requests = 0;
export const newRequestId = (): string => derivedGuid('test request', String((requests += 1)));

export interface AskedLine extends Partial<Omit<CartLine, 'catalogItemId'>> {
  /** `NCBUSSTAND01:0001`, as sold to commercial customers. */
  readonly sku: string;
}

export const mcaTemplate = '117a77b0-9360-443b-8795-c6dedc750cf9';

/** One partner's calls to the use cases. */
export class Desk {
  constructor(
    private readonly app: () => WiredApp,
    readonly partner: Partner,
    /** Not by way of the app, whose operations tests count. */
    private readonly marketOf: (customerId: string) => Promise<string>,
  ) {}

  createCustomer(asked: NewCustomer, manner: Manner = {}): Answered {
    return createCustomer(this.app(), this.call(asked, manner), asked, whole());
  }

  attest(customerId: string, asked: Partial<Parameters<typeof attestAgreement>[3]> = {}, manner: Manner = {}): Answered {
    const agreement = {
      agreementType: 'MicrosoftCustomerAgreement',
      templateId: mcaTemplate,
      dateAgreed: this.app().clock.now(),
      primaryContact: { firstName: 'Noor', lastName: 'Bakker', email: 'n.bakker@example.com' },
      ...asked,
    };
    return attestAgreement(this.app(), this.call([customerId, agreement], manner), customerId, agreement, whole());
  }

  async createCart(customerId: string, lines: readonly AskedLine[], manner: Manner & { readonly attestationAccepted?: boolean } = {}): Answered {
    const asked = await this.askedCart(customerId, lines, manner.attestationAccepted);
    return carts.createCart(this.app(), this.call([customerId, asked], manner), customerId, asked, whole());
  }

  async replaceCart(customerId: string, cartId: string, lines: readonly AskedLine[], manner: Manner & { readonly attestationAccepted?: boolean } = {}): Answered {
    const asked = await this.askedCart(customerId, lines, manner.attestationAccepted);
    return carts.replaceCart(this.app(), this.call([cartId, asked], manner), customerId, cartId, asked, whole());
  }

  getCart(customerId: string, cartId: string) {
    return carts.getCart(this.app(), this.partner, customerId, cartId);
  }

  checkout(customerId: string, cartId: string, manner: Manner & { readonly acceptsPrices?: boolean } = {}): Answered {
    return checkout(this.app(), this.call(['checkout', cartId], manner), customerId, { cartId, acceptsPrices: manner.acceptsPrices ?? false }, whole());
  }

  /** All of it. */
  cancelOrder(customerId: string, orderId: string, manner: Manner = {}): Answered {
    return cancelOrder(this.app(), this.call(['cancel', orderId], manner), customerId, orderId, [], whole());
  }

  /** @param sku `NCBUSSTAND01:0001` of the customer's market, as sold to commercial customers. */
  async transition(customerId: string, subscriptionId: string, asked: Omit<TransitionCommand, 'toCatalogItemId' | 'transitionType'> & { readonly sku: string }, manner: Manner = {}): Answered {
    const { sku, ...rest } = asked;
    const command = { ...rest, toCatalogItemId: await this.item(await this.marketOf(customerId), sku), transitionType: 'transition_only' as const };
    return transitionSubscription(this.app(), this.call([subscriptionId, command], manner), customerId, subscriptionId, command, manner.expected, whole());
  }

  patch(customerId: string, subscriptionId: string, patch: PatchSubscription, manner: Manner = {}): Answered {
    return patchListed(this.app(), this.call([subscriptionId, patch], manner), customerId, subscriptionId, patch, manner.expected, { licences: whole(), azurePlan: whole(), olderAzure: whole() });
  }

  /** The customer's catalogItemId of a SKU: in its market, for commercial customers. */
  async item(market: string, sku: string): Promise<string> {
    const catalogue = await this.app().catalogueOf(market);
    const [productId = '', skuId = ''] = sku.split(':');
    const found = catalogue.items.get(skuKey(productId, skuId));
    return found === undefined ? `${sku}:NOTSOLDHERE1` : offerOf(catalogue, found, 'commercial').catalogItemId;
  }

  private async askedCart(customerId: string, lines: readonly AskedLine[], attestationAccepted = true): Promise<carts.AskedCart> {
    const market = await this.marketOf(customerId);
    const asked = lines.map(async ({ sku, ...line }, index): Promise<CartLine> => ({
      id: index,
      quantity: 10,
      billingCycle: 'monthly',
      termDuration: 'P1M',
      additionalResellers: [],
      ...line,
      catalogItemId: await this.item(market, sku),
    }));
    return { attestationAccepted, lines: await Promise.all(asked) };
  }

  private call(asked: unknown, { requestId = newRequestId(), preview = false, fingerprint = JSON.stringify(asked) }: Manner): WriteCall {
    const { tenantId } = this.partner;
    return { partner: this.partner, userId: 'user of the test', request: { callerTenantId: tenantId, requestId, fingerprint }, preview };
  }
}
