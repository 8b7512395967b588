import { DemoProblem } from './demoProblem.mjs';
import { buy, newCustomer, readCharges } from './purchase.mjs';
import { sumOf, table } from './tables.mjs';

const PRODUCT = 'NCBUSSTAND01';
const SKU = '0001';
const DAY_MS = 24 * 3600 * 1000;
const PLANS = [
  { name: 'a year, billed monthly', termDuration: 'P1Y', billingCycle: 'monthly', quantity: 10 },
  { name: 'a month', termDuration: 'P1M', billingCycle: 'monthly', quantity: 10 },
];

/**
 * Plays the year and prints it. Dates are counted from where the server's clock stands.
 * @param {import('./client.mjs').Client} client
 * @param {(text: string) => void} print
 * @throws {DemoProblem} when something is refused that should not be, or the other way round
 */
export async function aYear(client, print) {
  const title = (text) => print(`\n${text}\n`);

  title(`${day(await client.now())}  A new customer buys ten seats twice`);
  const customer = await newCustomer(client);
  const [year, month] = await buy(client, customer, { productId: PRODUCT, skuId: SKU }, PLANS);
  print(table(['subscription', 'offer', 'seats', 'term ends', 'reducible until'], [await standing(client, year), await standing(client, month)]));

  await client.advance({ advance: 'P2D' });
  title(`${day(await client.now())}  Two seats more for the month: the old total is wiped, the new one charged, by the day`);
  print(lineTable(await change(client, month, { quantity: 12 })));

  await client.advance({ advance: 'P2D' });
  title(`${day(await client.now())}  Two seats fewer for the year, inside the seven days: refunded from today`);
  print(lineTable(await change(client, year, { quantity: 8 })));

  await client.advance({ advance: 'P5D' });
  title(`${day(await client.now())}  One seat fewer after the window has closed: refused`);
  print(`  ${await refusal(client, year, { quantity: 7 })}`);

  title('The year, month by month');
  const happened = [];
  for (let moved = 0; moved < 11; moved += 1) happened.push(...(await client.advance({ advance: 'P1M' })).happened);
  const { commitmentEndDate } = await client.call('GET', year.path);
  happened.push(...(await client.advance({ advanceTo: new Date(Date.parse(commitmentEndDate) + 2 * DAY_MS).toISOString() })).happened);
  const own = new Map([year, month].map(({ id, name }) => [id, name]));
  const shown = happened.filter(({ subject }) => own.has(subject));
  print(table(['day', 'what', 'subscription', 'outcome'], shown.map(({ at, what, subject, outcome }) => [day(at), what, own.get(subject), outcome])));

  for (const subscription of [year, month]) {
    title(`Every line of: ${subscription.name}`);
    const lines = await readCharges(client, subscription);
    print(lineTable(lines));
    print(`\n  ${lines.length} lines, together ${sumOf(lines.map(({ subtotal }) => subtotal))} ${lines[0].currency}`);
  }
  title(`${day(await client.now())}  Renewed, and open for seven days from the instant each renewal completed`);
  print(table(['subscription', 'offer', 'seats', 'term ends', 'reducible until'], [await standing(client, year), await standing(client, month)]));
}

/** Previews the change, makes it, and sees to it that the lines made are those announced. */
async function change(client, subscription, patch) {
  const before = (await readCharges(client, subscription)).length;
  const { charges } = await client.call('PATCH', `${subscription.path}?preview=true`, patch);
  await client.call('PATCH', subscription.path, patch);
  const made = (await readCharges(client, subscription)).slice(before);
  if (JSON.stringify(made) !== JSON.stringify(charges)) {
    throw new DemoProblem(`The preview announced ${JSON.stringify(charges)}, and the change made ${JSON.stringify(made)}.`);
  }
  return made;
}

async function refusal(client, subscription, patch) {
  const { status, body } = await client.ask('PATCH', subscription.path, patch);
  if (status < 400) throw new DemoProblem(`PATCH ${subscription.path} with ${JSON.stringify(patch)} was answered with ${status}; it should have been refused.`);
  return `${status}, code ${body.code}: ${body.description}`;
}

async function standing(client, { path, name }) {
  const { offerName, quantity, commitmentEndDate, refundableQuantity } = await client.call('GET', path);
  const until = (refundableQuantity?.details ?? []).map((batch) => `${batch.quantity} until ${minute(batch.allowedUntilDateTime)}`).join(', ');
  return [name, offerName, quantity, day(commitmentEndDate), until || 'none'];
}

const lineTable = (lines) =>
  table(
    ['type', 'from', 'to', 'days', 'a seat', 'seats', 'amount'],
    lines.map((line) => [
      line.chargeType,
      day(line.chargeStartDate),
      day(line.chargeEndDate),
      `${line.arithmetic.billableDays} of ${line.arithmetic.cycleDays}`,
      line.effectiveUnitPrice,
      line.quantity,
      line.subtotal,
    ]),
  );

const day = (at) => at.slice(0, 10);
const minute = (at) => at.slice(0, 16).replace('T', ' ');
