import { Problem } from '../problem';
import { type Client, type Happening } from './client';
import { type Bought, buy, type ChargeLine, newCustomer, readCharges } from './purchase';
import { sumOf, table } from './tables';

const PRODUCT = 'NCBUSSTAND01';
const SKU = '0001';
const DAY_MS = 24 * 3600 * 1000;
const PLANS = [
  { name: 'a year, billed monthly', termDuration: 'P1Y', billingCycle: 'monthly', quantity: 10 },
  { name: 'a month', termDuration: 'P1M', billingCycle: 'monthly', quantity: 10 },
];

interface Patch {
  readonly quantity: number;
}

/** What is shown of a subscription. */
interface Standing {
  readonly offerName: string;
  readonly quantity: number;
  readonly commitmentEndDate: string;
  readonly refundableQuantity?: { readonly details: readonly { readonly quantity: number; readonly allowedUntilDateTime: string }[] };
}

/**
 * Plays the year and prints it. Dates are counted from where the server's clock stands.
 * @throws Problem when something is refused that should not be, or the other way round
 */
export async function aYear(client: Client, print: (text: string) => void): Promise<void> {
  const title = (text: string): void => print(`\n${text}\n`);

  title(`${day(await client.now())}  A new customer buys ten seats twice`);
  const customer = await newCustomer(client);
  const bought = await buy(client, customer, { productId: PRODUCT, skuId: SKU }, PLANS);
  const [year, month] = bought;
  if (year === undefined || month === undefined) throw new Problem(`Two subscriptions were bought, and the order has ${bought.length}.`);
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
  const happened: Happening[] = [];
  for (let moved = 0; moved < 11; moved += 1) happened.push(...(await client.advance({ advance: 'P1M' })).happened);
  const { commitmentEndDate } = await client.call<Standing>('GET', year.path);
  happened.push(...(await client.advance({ advanceTo: new Date(Date.parse(commitmentEndDate) + 2 * DAY_MS).toISOString() })).happened);
  const own = new Map(bought.map(({ id, name }) => [id, name]));
  const shown = happened.filter(({ subject }) => own.has(subject));
  print(table(['day', 'what', 'subscription', 'outcome'], shown.map(({ at, what, subject, outcome }) => [day(at), what, own.get(subject) ?? '', outcome])));

  for (const subscription of bought) {
    title(`Every line of: ${subscription.name}`);
    const lines = await readCharges(client, subscription);
    print(lineTable(lines));
    print(`\n  ${lines.length} lines, together ${sumOf(lines.map(({ subtotal }) => subtotal))} ${lines[0]?.currency}`);
  }
  title(`${day(await client.now())}  Renewed, and open for seven days from the instant each renewal completed`);
  print(table(['subscription', 'offer', 'seats', 'term ends', 'reducible until'], [await standing(client, year), await standing(client, month)]));
}

/** Previews the change, makes it, and sees to it that the lines made are those announced. */
async function change(client: Client, subscription: Bought, patch: Patch): Promise<readonly ChargeLine[]> {
  const before = (await readCharges(client, subscription)).length;
  const { charges } = await client.call<{ readonly charges: readonly ChargeLine[] }>('PATCH', `${subscription.path}?preview=true`, patch);
  await client.call('PATCH', subscription.path, patch);
  const made = (await readCharges(client, subscription)).slice(before);
  if (JSON.stringify(made) !== JSON.stringify(charges)) {
    throw new Problem(`The preview announced ${JSON.stringify(charges)}, and the change made ${JSON.stringify(made)}.`);
  }
  return made;
}

async function refusal(client: Client, subscription: Bought, patch: Patch): Promise<string> {
  const { status, body } = await client.ask('PATCH', subscription.path, patch);
  if (status < 400) throw new Problem(`PATCH ${subscription.path} with ${JSON.stringify(patch)} was answered with ${status}; it should have been refused.`);
  const { code, description } = body as { readonly code: number; readonly description: string };
  return `${status}, code ${code}: ${description}`;
}

async function standing(client: Client, { path, name }: Bought): Promise<(string | number)[]> {
  const { offerName, quantity, commitmentEndDate, refundableQuantity } = await client.call<Standing>('GET', path);
  const until = (refundableQuantity?.details ?? []).map((batch) => `${batch.quantity} until ${minute(batch.allowedUntilDateTime)}`).join(', ');
  return [name, offerName, quantity, day(commitmentEndDate), until || 'none'];
}

const lineTable = (lines: readonly ChargeLine[]): string =>
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

const day = (at: string): string => at.slice(0, 10);
const minute = (at: string): string => at.slice(0, 16).replace('T', ' ');
