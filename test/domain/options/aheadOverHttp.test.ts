import { rebuild } from '../../../src/app/check/rebuild';
import { claimDomains } from '../../support/claimedDomains';
import { httpOver } from '../../support/httpWorld';
import { outcomeOf } from '../../support/worldDesk';
import { World } from '../../support/world';

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;

interface Brings {
  readonly amount?: string;
  readonly quantity: number;
  readonly reasons?: readonly string[];
  readonly dependsOn?: readonly string[];
  readonly product: { readonly title: string };
  readonly events: readonly string[];
}
interface Deadlines {
  readonly items: readonly { readonly at: string; readonly kind: string; readonly subjectId: string; readonly brings?: Brings }[];
  readonly unreadable?: readonly object[];
  readonly links: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly value: string }[] } };
}

let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;
let id: string;

beforeEach(async () => {
  world = await World.at('2026-06-10T10:00:00Z');
  customer = world.customer('Zonnebloem');
  [id = ''] = await world.buy('havn', customer, [standard]);
  http = httpOver(world);
  await claimDomains(world);
  await rebuild(world.app, true);
});

const own = (of = id) => `/v1/customers/${customer}/subscriptions/${of}`;
const deadlines = async (query: string) => (await http(`/nextterm/v1/deadlines?until=2027-07-01T00:00:00Z${query}`)).body as Deadlines;
const plan = async (quantity: number, sku = 'NCBUSPREMI01:0001') => {
  const [productId, skuId, availabilityId] = (await world.as('havn').item('NL', sku)).split(':');
  return { scheduledNextTermInstructions: { product: { productId, skuId, availabilityId, termDuration: 'P1Y', billingCycle: 'annual' }, quantity } };
};

test('[PRE-1] [SCH-1] the preview of a planned change says its product, seats, price and lines, and when that was looked at', async () => {
  const { ahead } = (await http(`${own()}?preview=true`, { method: 'PATCH', body: await plan(12) })).body as { ahead: object[] };
  expect(ahead).toEqual([
    {
      what: 'renewal',
      at: '2026-07-10T00:00:00.000Z',
      brings: expect.objectContaining({
        asOf: '2026-06-10T10:00:00.000Z',
        status: 'active',
        product: expect.objectContaining({ productId: 'NCBUSPREMI01', title: 'Microsoft 365 Business Premium' }) as object,
        quantity: 12,
        termDuration: 'P1Y',
        billingCycle: 'annual',
        termEndDate: '2027-07-09T00:00:00Z',
        unitPrice: '197.76',
        amount: '2373.12',
        events: ['ScheduledChangeApplied', 'SubscriptionRenewed'],
        dependsOn: ['holdings'],
      }) as object,
    },
  ]);
});

test('[PRE-3] options say what comes by itself, at the end of the term, and what comes instead', async () => {
  const [year = ''] = await world.buy('havn', customer, [{ ...standard, termDuration: 'P1Y' }]);
  const options = (await http(`/nextterm${own(year)}/options`)).body as { items: { action: string; effect?: { ahead?: object } }[]; ifNobodyActs: object; atTermEnd: object };
  expect(options.ifNobodyActs).toMatchObject({ what: 'cycleCharge', brings: { amount: '100.8', charges: [{ chargeType: 'cycleCharge', chargeStartDate: '2026-07-10T00:00:00Z' }] } });
  expect(options.atTermEnd).toMatchObject({ what: 'renewal', at: '2027-06-10T00:00:00.000Z', brings: { amount: '100.8', charges: [{ chargeType: 'renew' }] } });
  const effect = (action: string) => options.items.find((item) => item.action === action)?.effect;
  expect(effect('planNextTerm')?.ahead).toMatchObject({ what: 'renewal', brings: { quantity: 11, amount: '110.88' } });
  expect(effect('turnAutoRenewOff')?.ahead).toMatchObject({ what: 'expiry', brings: { status: 'expired', charges: [], reasons: ['AutoRenewOff'] } });
  expect(effect('rename')).not.toHaveProperty('ahead');
});

test('[PRE-3] [SCH-6] what depends on what else the customer has says so, and is judged by it as it is known', async () => {
  expect(await http(own(), { method: 'PATCH', body: await plan(290, 'NCBUSSTAND01:0001') })).toMatchObject({ status: 200 });
  const told = async () => (await deadlines(`&customerId=${customer}&charges=true`)).items.find(({ subjectId, kind }) => subjectId === id && kind === 'renewal')?.brings;
  expect(await told()).toMatchObject({ quantity: 290, dependsOn: ['holdings'] });
  expect(await told()).not.toHaveProperty('reasons');
  // Bought meanwhile: one more than the 300 leave.
  await world.buy('havn', customer, [{ ...standard, quantity: 11, termDuration: 'P1Y' }]);
  expect(await told()).toMatchObject({ quantity: 10, amount: '100.8', reasons: ['BeyondLimits'], events: ['ScheduledChangeNotApplied', 'SubscriptionRenewed'] });
  await world.advanceTo('2026-07-10T00:00:00Z');
  expect((await world.charges(customer, id)).at(-1)).toMatchObject({ quantity: 10, subtotal: '100.80' });
});

test('[PRE-3] deadlines say what they bring where that is asked for: a page of 100 at most, and no calendar', async () => {
  expect((await deadlines('')).items.map(({ brings }) => brings)).toEqual((await deadlines('')).items.map(() => undefined));
  const told = await deadlines('&charges=true&size=1');
  expect(told.items.map(({ kind, brings }) => [kind, brings])).toEqual([['windowCloses', undefined]]);
  const { next } = told.links;
  expect(next?.uri).toContain('charges=true');
  const seen = [...told.items];
  for (let link = next; link !== undefined; ) {
    const page = (await http(link.uri, { headers: { 'MS-ContinuationToken': link.headers[0]?.value ?? '' } })).body as Deadlines;
    seen.push(...page.items);
    link = page.links.next;
  }
  expect(seen.filter(({ brings }) => brings !== undefined).map(({ kind, brings }) => [kind, brings?.amount])).toEqual([['renewal', '100.8']]);
  expect((await deadlines('&charges=true&size=500')).items).toHaveLength(3);
  expect(await http('/nextterm/v1/deadlines?charges=true', { headers: { Accept: 'text/calendar' } })).toMatchObject({ status: 400 });
  expect(await http('/nextterm/v1/deadlines?charges=maybe')).toMatchObject({ status: 400 });
});

test('[PAR-2] [PRE-3] amounts are told to whoever may read charges, and to nobody else', async () => {
  const brings = async (role: string) => (((await http(`/nextterm${own()}/options`, { roles: [role] })).body as { ifNobodyActs: { what: string; brings?: object } }).ifNobodyActs.brings === undefined ? 'none' : 'told');
  const listed = async (role: string, query: string) => (await http(`/nextterm/v1/deadlines?${query}`, { roles: [role] })).status;
  expect([await brings('billing_admin'), await brings('helpdesk_agent')]).toEqual(['told', 'none']);
  expect([await listed('billing_admin', 'charges=true'), await listed('helpdesk_agent', 'charges=true'), await listed('helpdesk_agent', 'charges=false')]).toEqual([200, 403, 200]);
});

test('[PRE-3] [DUE-2] a subscription that cannot be read leaves its own deadlines untold, and what would depend on it', async () => {
  const [broken = '', planned = ''] = await world.buy('havn', customer, [{ ...standard, quantity: 3 }, { ...standard, quantity: 4 }]);
  await outcomeOf(world.as('havn').patch(customer, planned, { scheduledChange: { product: { productId: 'NCBUSSTAND01', skuId: '0001', availabilityId: 'BQKP2H030J2K', termDuration: 'P1M', billingCycle: 'monthly' }, quantity: 6 } }));
  const key = `subscription|${broken}`;
  const row = await world.stores.Commerce.read(customer, key);
  await world.stores.Commerce.commit(customer, [{ op: 'update', key, etag: row?.etag ?? '', value: { ...row?.value, term: 'lost' } }]);
  const { items, unreadable } = await deadlines('&charges=true');
  const renewals = items.filter(({ kind }) => kind === 'renewal').map(({ subjectId, brings }) => [subjectId, brings?.amount] as const);
  expect(new Map(renewals)).toEqual(new Map([[id, '100.8'], [broken, undefined], [planned, undefined]]));
  expect(unreadable).toHaveLength(1);
  // A preview of another goes on as its command does.
  expect(await http(`${own()}?preview=true`, { method: 'PATCH', body: { friendlyName: 'Kantoor' } })).toMatchObject({ status: 200, body: { ahead: [{ what: 'renewal', brings: { amount: '100.8' } }] } });
});
