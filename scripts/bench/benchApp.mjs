// The compiled app layer over any stores: no runtime, no HTTP. What both processes that measure it share.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
export const compiled = createRequire(path.join(ROOT, 'dist', 'src', 'main.js'));

const { attestAgreement } = compiled('./app/customer/attestAgreement.js');
const { carryOutDue } = compiled('./app/due/carryOutDue.js');
const { createCart } = compiled('./app/order/carts.js');
const { checkout } = compiled('./app/order/checkoutCart.js');
const { createCustomer } = compiled('./app/customer/createCustomer.js');
const { readConfig } = compiled('./wiring/config.js');
const { randomGuid } = compiled('./app/command/ids.js');
const { sweep } = compiled('./app/due/sweep.js');
const { wire } = compiled('./wiring/wiring.js');
const { offerOf } = compiled('./domain/catalogue/findOffer.js');
const { skuKey } = compiled('./domain/catalogue/state.js');
const { loadSampleWorld } = compiled('./sandbox/sampleWorld.js');

export const TABLES = ['Commerce', 'Deadlines', 'Directory', 'Usage', 'Catalogue', 'Partners', 'Audit'];

const AGREEMENT = '117a77b0-9360-443b-8795-c6dedc750cf9';

const encode = { answer: (outcome) => ({ status: 200, headers: {}, body: JSON.stringify({ id: outcome.id }) }), preview: undefined };

const refuse = (message, cause) => {
  throw new Error(message, { cause });
};

/** @returns the id of what was made, if it has one */
async function done(command) {
  const outcome = await command;
  if (!outcome.ok) throw new Error(`Refused: ${JSON.stringify(outcome.error)}`);
  return JSON.parse(outcome.value.body).id;
}

/**
 * An app with the sample world, whose clock `now` tells, and what the benches do with it.
 * @param {Record<string, object>} stores by the names of {@link TABLES}
 * @param {() => string} now
 */
export async function benchApp(stores, now) {
  const app = wire({
    config: readConfig({ NEXTTERM_STORAGE: 'UseDevelopmentStorage=true', NEXTTERM_TOKEN_AUDIENCE: 'bench', NEXTTERM_OPERATOR_TENANT: randomGuid() }),
    stores,
    clock: { now },
    log: {
      info: () => undefined,
      warn: refuse,
      error: refuse,
    },
  });
  await loadSampleWorld(app, ROOT, () => undefined);
  const partner = (await app.partners.all()).find(({ slug }) => slug === 'havn');
  const call = () => ({ partner, userId: 'bench', request: { callerTenantId: partner.tenantId, requestId: randomGuid(), fingerprint: '' }, preview: false });
  return {
    app,
    /** One sweep with all the work it finds; the parts of it run beside each other, as the orchestrations that carry them out do. */
    sweepOnce: async () => {
      const parts = [];
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
    /** A new customer with `each` monthly subscriptions of one licence. */
    buy: async (number, each) => {
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
      const catalogue = await app.catalogueOf('NL');
      const { catalogItemId } = offerOf(catalogue, catalogue.items.get(skuKey('NCBUSSTAND01', '0001')), 'commercial');
      const lines = Array.from({ length: each }, (_, id) => ({ id, catalogItemId, quantity: 1, billingCycle: 'monthly', termDuration: 'P1M', additionalResellers: [] }));
      const cartId = await done(createCart(app, call(), customerId, { attestationAccepted: true, lines }, encode));
      await done(checkout(app, call(), customerId, { cartId: cartId, acceptsPrices: false }, encode));
    },
  };
}
