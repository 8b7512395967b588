import { MemoryExportFiles } from '../../adapters/memory/memoryExportFiles';
import { type ExportFiles } from '../../app/export/exportFiles';
import { attestAgreement } from '../../app/customer/attestAgreement';
import { createCustomer } from '../../app/customer/createCustomer';
import { type Answer } from '../../app/command/answer';
import { randomGuid } from '../../app/command/ids';
import { carryOutDue } from '../../app/due/carryOutDue';
import { sweep } from '../../app/due/sweep';
import { patchListed } from '../../app/subscription/patchListed';
import { createCart } from '../../app/order/carts';
import { checkout } from '../../app/order/checkoutCart';
import { type Log } from '../../app/log';
import { type Encoding, type WriteCall } from '../../app/ports';
import { type Refusal } from '../../app/refusals';
import { offerOf } from '../../domain/catalogue/findOffer';
import { type Partner } from '../../domain/parties/partner/state';
import { type PatchSubscription } from '../../domain/subscription/patch';
import { type Subscription } from '../../domain/subscription/state';
import { type TermDuration } from '../../kernel/durations';
import { type Instant } from '../../kernel/instant';
import { type Result } from '../../kernel/result';
import { loadSampleWorld } from '../../sandbox/sampleWorld';
import { readConfig } from '../../wiring/config';
import { type Outside, type Stores, type WiredApp, wire } from '../../wiring/wiring';
import { PROJECT_ROOT } from '../projectRoot';

const AGREEMENT = '117a77b0-9360-443b-8795-c6dedc750cf9';

/** Of what was made only its id, if it has one. */
const idOf = (made: object): Answer => ({ status: 200, headers: {}, body: JSON.stringify('id' in made ? { id: made.id } : {}) });
const encode: Encoding<object> = { before: () => undefined, answer: idOf, preview: idOf };

const done = async (command: Promise<Result<Answer, Refusal>>): Promise<string> => {
  const outcome = await command;
  if (!outcome.ok) throw new Error(`Refused: ${JSON.stringify(outcome.error)}`);
  return (JSON.parse(outcome.value.body ?? '{}') as { readonly id?: string }).id ?? '';
};

/** Nothing may go wrong. */
const strict: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (message, cause) => {
    throw new Error(message, { cause });
  },
};

export interface BenchApp {
  readonly app: WiredApp;
  /** One sweep with all the work it finds; the parts of it run beside each other, as the orchestrations that carry them out do. */
  readonly sweepOnce: () => Promise<void>;
  /** The partner that sells. */
  readonly partner: Partner;
  /** A new customer with `each` monthly subscriptions of one licence. */
  readonly buy: (number: number, each: number) => Promise<void>;
  /** A new customer with the agreement accepted. @returns its id. */
  readonly newCustomer: (number: number) => Promise<string>;
  /** So many subscriptions more, billed monthly, of one licence each. @param sku `product:sku`. @param termDuration a month where none is given. */
  readonly order: (customerId: string, each: number, sku?: string, termDuration?: TermDuration) => Promise<void>;
  readonly changeSeats: (customerId: string, subscriptionId: string, quantity: number) => Promise<void>;
  /** Of the next term, everything else repeated. */
  readonly planSeats: (customerId: string, subscription: Subscription, quantity: number) => Promise<void>;
}

/** The app on what is stored, whose clock `now` tells: no runtime, no HTTP. What it would log as an error ends it. */
export const appOn = (stores: Stores, now: () => Instant, exportFiles: ExportFiles = new MemoryExportFiles(), outside: Pick<Outside, 'bus' | 'consumersOf' | 'log'> = { log: strict }): WiredApp =>
  wire({
    config: readConfig({ NEXTTERM_STORAGE: 'UseDevelopmentStorage=true', NEXTTERM_TOKEN_AUDIENCE: 'bench', NEXTTERM_OPERATOR_TENANT: randomGuid() }),
    stores,
    exportFiles,
    clock: { now },
    ...outside,
  });

/** A partner of the sample world. */
export const partnerCalled = async (app: WiredApp, name: string): Promise<Partner> => {
  const partner = (await app.partners.all()).find(({ slug }) => slug === name);
  if (partner === undefined) throw new Error(`The sample world has no partner ${name}.`);
  return partner;
};

/** An app with the sample world, and what the benches do with it. */
export const benchApp = async (stores: Stores, now: () => Instant, outside: Pick<Outside, 'bus' | 'consumersOf' | 'log'> = { log: strict }): Promise<BenchApp> => {
  const app = appOn(stores, now, new MemoryExportFiles(), outside);
  await loadSampleWorld(app, PROJECT_ROOT, () => undefined);
  const partner = await partnerCalled(app, 'havn');
  const call = (): WriteCall => ({ partner, userId: 'bench', request: { callerTenantId: partner.tenantId, requestId: randomGuid(), fingerprint: '' }, preview: false });
  const newCustomer = async (number: number): Promise<string> => {
    const person = { firstName: 'Ida', lastName: 'Kok' };
    const billingProfile = {
      email: 'ida@bench.example',
      culture: 'nl-NL',
      language: 'nl',
      companyName: `Customer ${number}`,
      defaultAddress: { ...person, country: 'NL', city: 'Utrecht', addressLine1: 'Dorpsstraat 1' },
    };
    const customerId = await done(createCustomer(app, call(), { domain: `customer${number}.example`, billingProfile }, encode));
    const agreement = { agreementType: 'MicrosoftCustomerAgreement', templateId: AGREEMENT, dateAgreed: now(), primaryContact: { ...person, email: 'ida@bench.example' } };
    await done(attestAgreement(app, call(), customerId, agreement, encode));
    return customerId;
  };
  const order = async (customerId: string, each: number, sku = 'NCBUSSTAND01:0001', termDuration: TermDuration = 'P1M'): Promise<void> => {
    const catalogue = await app.catalogueOf('NL');
    const item = catalogue.items.get(sku);
    if (item === undefined) throw new Error(`The sample world does not sell ${sku}.`);
    const { catalogItemId } = offerOf(catalogue, item, 'commercial');
    const lines = Array.from({ length: each }, (_, id) => ({ id, catalogItemId, quantity: 1, billingCycle: 'monthly' as const, termDuration, additionalResellers: [] }));
    const cartId = await done(createCart(app, call(), customerId, { attestationAccepted: true, lines }, encode));
    await done(checkout(app, call(), customerId, { cartId, acceptsPrices: false }, encode));
  };
  const patch = async (customerId: string, subscriptionId: string, asked: PatchSubscription): Promise<void> => {
    await done(patchListed(app, call(), customerId, subscriptionId, asked, undefined, { licences: encode, azurePlan: encode, olderAzure: encode }));
  };
  return {
    app,
    partner,
    newCustomer,
    order,
    sweepOnce: async () => {
      const parts: Promise<void>[] = [];
      await sweep(app, {
        start: async (work) => {
          parts.push(
            (async () => {
              while ((await carryOutDue(app, work)).more) continue;
            })(),
          );
        },
        tell: ({ kind }) => Promise.reject(new Error(`The bench makes no ${kind}`)),
      });
      await Promise.all(parts);
    },
    changeSeats: (customerId, subscriptionId, quantity) => patch(customerId, subscriptionId, { quantity }),
    planSeats: (customerId, { id, offer: { productId, skuId, availabilityId }, termDuration, billingCycle }, quantity) =>
      patch(customerId, id, { scheduledChange: { product: { productId, skuId, availabilityId, termDuration, billingCycle }, quantity } }),
    buy: async (number, each) => order(await newCustomer(number), each),
  };
};
