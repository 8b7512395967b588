import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';

interface Line {
  readonly sku: string;
  readonly quantity?: number;
  readonly termDuration?: string;
  readonly billingCycle?: string;
  readonly addonItems?: readonly Line[];
}

const month = { termDuration: 'P1M', billingCycle: 'monthly' };
/** 7.68 a month or 76.80 a year, after 30 free days; the other has none. */
const freeDays = 'NCFJORDINS01:0001';
const noFreeDays = 'NCKANAALPL01:0001';
const traditional = 'fd4c746a-2194-4aff-9ee6-f5d3712cf123:0001';
const archive = '16dc8dad-2af2-45bb-ae80-aba6a21254a5:0001';

const bought = async (line: Line) => {
  const world = await World.at('2026-06-10T10:00:00Z');
  const http = httpOver(world);
  const customer = world.customer('Zonnebloem');
  const wire = async ({ sku, addonItems, ...members }: Line): Promise<object> => ({
    catalogItemId: await world.as('havn').item('NL', sku), quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly', ...members,
    ...(addonItems && { addonItems: await Promise.all(addonItems.map(wire)) }),
  });
  const cart = (await http(`/v1/customers/${customer}/carts`, { method: 'POST', body: { partnerOnRecordAttestationAccepted: true, lineItems: [await wire(line)] } })).body as { id: string };
  const { orders } = (await http(`/v1/customers/${customer}/carts/${cart.id}/checkout`, { method: 'POST' })).body as { orders: { lineItems: { subscriptionId: string }[] }[] };
  const ids = orders.flatMap(({ lineItems }) => lineItems.map(({ subscriptionId }) => subscriptionId));
  const pathOf = (nth: number): string => `/v1/customers/${customer}/subscriptions/${ids[nth]}`;
  const patch = (body: object, nth = 0) => http(pathOf(nth), { method: 'PATCH', body });
  const activate = () => http(`${pathOf(0)}/activate`, { method: 'POST' });
  /** Each action with its rule; of what is not possible, with an exclamation mark. Upgrades by their first target. */
  const rules = async (nth = 0): Promise<Readonly<Record<string, string>>> => {
    const { items } = (await http(`/nextterm${pathOf(nth)}/options`)).body as { items: { action: string; possible: boolean; rule: string }[] };
    return Object.fromEntries(items.toReversed().map(({ action, possible, rule }) => [action, possible ? rule : `${rule}!`]));
  };
  const option = async (action: string): Promise<unknown> => ((await http(`/nextterm${pathOf(0)}/options`)).body as { items: { action: string }[] }).items.find((each) => each.action === action);
  /** As a plan for the next term names it: the same again. */
  const product = async () => {
    const { offerId, termDuration, billingCycle } = (await http(pathOf(0))).body as { offerId: string; termDuration: string; billingCycle: string };
    const [productId, skuId, availabilityId] = offerId.split(':');
    return { productId, skuId, availabilityId, termDuration, billingCycle };
  };
  return { world, rules, patch, activate, option, product };
};

const closed = { upgrade: 'UPG-1' } as const;
const always = { rename: 'SUB-6', turnAutoRenewOff: 'REN-1' } as const;
const licence = { ...always, addSeats: 'SUB-2', reduceSeats: 'SUB-3', cancel: 'CAN-1', suspend: 'SUS-1', planNextTerm: 'SCH-1', planNextCharge: 'CYC-1!', fileSupportRequest: 'CAN-6!' };
const asked = { fileSupportRequest: 'CAN-6' };
const trial = { ...always, addSeats: 'TRI-1!', reduceSeats: 'TRI-1!', cancel: 'TRI-1!', suspend: 'TRI-1!', planNextTerm: 'TRI-3', planNextCharge: 'CYC-1!', convertTrial: 'TRI-4' };
const saas = { ...always, addSeats: 'SUB-2', reduceSeats: 'SUB-3', suspend: 'SUS-1', planNextTerm: 'SCH-1!', planNextCharge: 'CYC-1!' };
const free = { ...saas, addSeats: 'ORD-6!', reduceSeats: 'ORD-6!', suspend: 'ORD-6!' };
const waiting = { ...free, rename: 'ORD-6!', planNextTerm: 'ORD-6!', planNextCharge: 'ORD-6!' };
const old = { ...always, addSeats: 'MIG-2', reduceSeats: 'MIG-2', suspend: 'MIG-2', planNextTerm: 'MIG-1!', planNextCharge: 'CYC-1!', fileSupportRequest: 'CAN-6!' };

const standard: Line = { sku: 'NCBUSSTAND01:0001' };
const monthlySaas: Line = { sku: noFreeDays, ...month };
const monthlyAfterFreeDays: Line = { sku: freeDays, ...month };
const yearlyAfterFreeDays: Line = { sku: freeDays, billingCycle: 'annual' };

/** Bought on 10 June 2026 at 10:00. */
test.each<{ name: string; line: Line; activated?: true; nth?: number; at?: string; rules: Readonly<Record<string, string>> }>([
  { name: 'a licence in its window', line: standard, rules: { ...licence, ...closed } },
  { name: 'a licence as its window closes', line: standard, at: '2026-06-17T10:00:00Z', rules: { ...licence, ...closed, ...asked, reduceSeats: 'SUB-4!', cancel: 'CAN-1!' } },
  { name: 'a licence that may have no more seats', line: { ...standard, quantity: 300 }, rules: { ...licence, ...closed, addSeats: 'CAT-3!' } },
  { name: 'a licence being renewed', line: standard, at: '2027-06-10T00:00:00Z asleep', rules: { ...Object.fromEntries(Object.keys(licence).map((action) => [action, 'REN-5!'])), upgrade: 'REN-5!', fileSupportRequest: 'CAN-6!' } },
  { name: 'a trial', line: { sku: 'NCBUSPREMI01:0002', quantity: 25, ...month, billingCycle: 'none' }, rules: { ...trial, ...asked } },
  { name: 'SaaS by the month', line: monthlySaas, activated: true, rules: { ...saas, cancel: 'CAN-4', fileSupportRequest: 'CAN-6!' } },
  { name: 'SaaS by the month after 24 hours: with its renewal', line: monthlySaas, activated: true, at: '2026-06-11T10:00:00Z', rules: { ...saas, ...asked, reduceSeats: 'SUB-4!', cancel: 'CAN-4' } },
  { name: 'SaaS that awaits activation', line: monthlySaas, rules: { ...waiting, cancel: 'CAN-4', fileSupportRequest: 'CAN-6!' } },
  { name: 'free days before a month', line: monthlyAfterFreeDays, activated: true, rules: { ...free, cancel: 'CAN-4', fileSupportRequest: 'CAN-6!' } },
  { name: 'free days before a year', line: yearlyAfterFreeDays, activated: true, rules: { ...free, cancel: 'CAN-5', fileSupportRequest: 'CAN-6!' } },
  { name: 'free days before a year, 1 ms before 14 days are over', line: yearlyAfterFreeDays, activated: true, at: '2026-06-24T09:59:59.999Z', rules: { ...free, cancel: 'CAN-5', fileSupportRequest: 'CAN-6!' } },
  { name: 'free days before a year, after 14 days: with its renewal', line: yearlyAfterFreeDays, activated: true, at: '2026-06-24T10:00:00Z', rules: { ...free, ...asked, cancel: 'CAN-5' } },
  { name: 'free days before a year that await activation', line: yearlyAfterFreeDays, rules: { ...waiting, cancel: 'CAN-5', fileSupportRequest: 'CAN-6!' } },
  { name: 'SaaS by the year, turned paid', line: yearlyAfterFreeDays, activated: true, at: '2026-07-11T10:00:00Z', rules: { ...saas, ...asked, reduceSeats: 'SUB-4!', cancel: 'CAN-5' } },
  { name: 'a traditional base', line: { sku: traditional }, rules: { ...old, cancel: 'MIG-1', upgrade: 'MIG-4' } },
  { name: 'a traditional base with an add-on', line: { sku: traditional, addonItems: [{ sku: archive }] }, rules: { ...old, cancel: 'ORD-5!', upgrade: 'MIG-4!' } },
  { name: 'a traditional add-on', line: { sku: traditional, addonItems: [{ sku: archive }] }, nth: 1, rules: { ...old, cancel: 'MIG-1', turnAutoRenewOff: 'ORD-5!' } },
])('[PRE-3] [CAN-1] [CAN-4] [CAN-5] [MIG-1] [MIG-2] each option of $name with its rule', async ({ line, activated, nth, at, rules }) => {
  const { world, activate, rules: shown } = await bought(line);
  if (activated) expect((await activate()).status).toBe(200);
  if (at !== undefined) await (at.endsWith(' asleep') ? world.sleepUntil(at.slice(0, -' asleep'.length)) : world.advanceTo(at));
  expect(await shown(nth)).toEqual(rules);
});

test('[PRE-3] [SUS-4] [SCH-2] [CAN-2] [REN-6] of a suspended licence, of one that is over, and of one that was cancelled', async () => {
  const { world, patch, rules } = await bought(standard);
  expect((await patch({ status: 'suspended' })).status).toBe(200);
  expect(await rules()).toEqual({ rename: 'SUB-6', addSeats: 'SUS-4!', reduceSeats: 'SUS-4!', cancel: 'CAN-1', resume: 'SUS-2', turnAutoRenewOn: 'REN-1!', planNextTerm: 'SCH-2!', planNextCharge: 'CYC-1!', upgrade: 'UPG-1!', fileSupportRequest: 'CAN-6!' });
  await world.advanceTo('2027-06-10T00:00:00Z');
  expect(await rules()).toMatchObject({ addSeats: 'REN-6!', cancel: 'REN-6!', suspend: 'REN-6!', planNextTerm: 'REN-6!', upgrade: 'REN-6!' });
  const other = await bought(standard);
  expect((await other.patch({ status: 'deleted' })).status).toBe(200);
  expect(await other.rules()).toMatchObject({ addSeats: 'CAN-2!', suspend: 'CAN-2!', turnAutoRenewOn: 'CAN-2!', planNextTerm: 'CAN-2!', upgrade: 'CAN-2!' });
});

test('[PRE-3] [SCH-3] [CYC-1] [CYC-2] a plan that stands can be taken away, and be another still, also where it is the very change that is tried first', async () => {
  const { patch, rules, option, product } = await bought({ ...standard, termDuration: 'P3Y' });
  expect(await rules()).toEqual({ ...licence, ...closed, planNextCharge: 'CYC-1' });
  const planned = async (quantity: number) => expect((await patch({ scheduledNextTermInstructions: { product: await product(), quantity } })).status).toBe(200);
  await planned(11);
  expect(await rules()).toEqual({ ...licence, ...closed, planNextCharge: 'CYC-1', unplanNextTerm: 'SCH-3' });
  expect(await option('unplanNextTerm')).toMatchObject({ until: '2029-06-10T00:00:00.000Z', effect: { removed: ['scheduledNextTermInstructions'], ahead: { what: 'renewal', brings: { quantity: 10 } } } });
  const { availabilityId: _own, termDuration: _three, ...sku } = await product();
  expect((await patch({ nextChargeInstructions: { product: { ...sku, billingCycle: 'annual' } } })).status).toBe(200);
  expect(await rules()).toEqual({ ...licence, ...closed, planNextCharge: undefined, unplanNextTerm: 'SCH-3', unplanNextCharge: 'CYC-2' });
  expect(await option('unplanNextCharge')).toMatchObject({ until: '2026-07-10T00:00:00.000Z', effect: { removed: ['nextChargeInstructions'], ahead: { what: 'cycleCharge', brings: { billingCycle: 'monthly' } } } });
  expect((await patch({ scheduledNextTermInstructions: null, nextChargeInstructions: null })).status).toBe(200);
  expect(await rules()).toEqual({ ...licence, ...closed, planNextCharge: 'CYC-1' });
});
