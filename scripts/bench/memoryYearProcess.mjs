// 10,000 monthly subscriptions through a year in the compiled app, stores in memory: no runtime, no HTTP. Prints one line of JSON.
import { createRequire } from 'node:module';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const compiled = createRequire(path.join(ROOT, 'dist', 'src', 'main.js'));

const { attestAgreement } = compiled('./app/customer/attestAgreement.js');
const { carryOutDue } = compiled('./app/due/carryOutDue.js');
const { createCart } = compiled('./app/order/carts.js');
const { checkout } = compiled('./app/order/checkoutCart.js');
const { createCustomer } = compiled('./app/customer/createCustomer.js');
const { readConfig } = compiled('./app/config.js');
const { randomGuid } = compiled('./app/command/ids.js');
const { sweep } = compiled('./app/due/sweep.js');
const { wire } = compiled('./app/wiring.js');
const { MemoryPartitionStore } = compiled('./adapters/memory/memoryPartitionStore.js');
const { offerOf } = compiled('./catalogue/findOffer.js');
const { skuKey } = compiled('./catalogue/state.js');
const { instant } = compiled('./kernel/instant.js');
const { loadSampleWorld } = compiled('./sandbox/sampleWorld.js');

const CUSTOMERS = 500;
const EACH = 20;
/** Purchases are spread over these first days of June. */
const DAYS = 28;
const UNTIL = '2022-06-15T00:00:00Z';

const AGREEMENT = '117a77b0-9360-443b-8795-c6dedc750cf9';

let now = instant('2021-06-01T10:00:00Z');
const app = wire({
  config: readConfig({ NEXTTERM_STORAGE: 'memory', NEXTTERM_TOKEN_AUDIENCE: 'bench', NEXTTERM_OPERATOR_TENANT: randomGuid() }),
  stores: { Commerce: new MemoryPartitionStore(), Deadlines: new MemoryPartitionStore(), Directory: new MemoryPartitionStore(), Catalogue: new MemoryPartitionStore(), Partners: new MemoryPartitionStore() },
  clock: { now: () => now },
  log: {
    info: () => undefined,
    error: (message, cause) => {
      throw new Error(message, { cause });
    },
  },
});
await loadSampleWorld(app, ROOT, () => undefined);
const partner = (await app.partners.all()).find(({ slug }) => slug === 'havn');

let renewals = 0;
app.events.listen(({ facts }) => {
  renewals += facts.filter(({ type }) => type === 'SubscriptionRenewed').length;
});

/** All that falls due up to `until`, at its instant. */
async function advanceTo(until) {
  for (;;) {
    const next = await app.deadlines.earliest();
    if (next === undefined || next > until) break;
    if (next > now) now = next;
    await sweep(app, async (work) => {
      while ((await carryOutDue(app, work)).more) continue;
    });
  }
  now = until;
}

const encode = { answer: (outcome) => ({ status: 200, headers: {}, body: JSON.stringify({ id: outcome.id }) }), preview: undefined };

/** @returns the id of what was made, if it has one */
async function done(command) {
  const outcome = await command;
  if (!outcome.ok) throw new Error(`Refused: ${JSON.stringify(outcome.error)}`);
  return JSON.parse(outcome.value.body).id;
}

const call = () => ({ partner, userId: 'bench', request: { callerTenantId: partner.tenantId, requestId: randomGuid(), fingerprint: '' }, preview: false });

async function buy(number) {
  const person = { firstName: 'Ida', lastName: 'Kok' };
  const billingProfile = {
    email: 'ida@bench.example',
    culture: 'nl-NL',
    language: 'nl',
    companyName: `Customer ${number}`,
    defaultAddress: { ...person, country: 'NL', city: 'Utrecht', addressLine1: 'Dorpsstraat 1' },
  };
  const customerId = await done(createCustomer(app, call(), { domain: `customer${number}.example`, billingProfile }, encode));
  const agreement = { agreementType: 'MicrosoftCustomerAgreement', templateId: AGREEMENT, dateAgreed: now, primaryContact: { ...person, email: 'ida@bench.example' } };
  await done(attestAgreement(app, call(), customerId, agreement, encode));
  const catalogue = await app.catalogueOf('NL');
  const { catalogItemId } = offerOf(catalogue, catalogue.items.get(skuKey('NCBUSSTAND01', '0001')), 'commercial');
  const lines = Array.from({ length: EACH }, (_, id) => ({ id, catalogItemId, quantity: 1, billingCycle: 'monthly', termDuration: 'P1M', additionalResellers: [] }));
  const cartId = await done(createCart(app, call(), customerId, { attestationAccepted: true, lines }, encode));
  await done(checkout(app, call(), customerId, cartId, encode));
}

for (let number = 0; number < CUSTOMERS; number += 1) {
  await advanceTo(instant(`2021-06-${String(1 + Math.floor((number * DAYS) / CUSTOMERS)).padStart(2, '0')}T10:00:00Z`));
  await buy(number);
}
const started = performance.now();
await advanceTo(instant(UNTIL));
const seconds = (performance.now() - started) / 1000;
console.log(JSON.stringify({ renewals, seconds, megabytes: (process.resourceUsage().maxRSS * 1024) / 1e6 }));
