import { OPTIONS_PERMISSION } from '../../../src/adapters/http/resources/optionsForRoles';
import { routes } from '../../../src/adapters/http/route';
import { httpOver, type Call, type Reply } from '../../support/httpWorld';
import { World } from '../../support/world';

interface Item {
  readonly action: string;
  readonly possible: boolean;
  readonly rule: string;
  readonly target?: { readonly toCatalogItemId: string };
  readonly effect?: object;
  readonly code?: number;
  readonly reason?: string;
}

let world: World;
let http: (path: string, call?: Call) => Promise<Reply>;
let customer: string;
let base: string;

beforeEach(async () => {
  world = await World.at('2026-03-02T10:00:00.000Z');
  http = httpOver(world);
  customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCBUSBASIC01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' }]);
  base = `/v1/customers/${customer}/subscriptions/${id}`;
});

const optionsFor = async (role: string, path = base): Promise<readonly Item[]> => {
  const reply = await http(`/nextterm${path}/options`, { roles: [role] });
  expect(reply.status).toBe(200);
  return (reply.body as { items: Item[] }).items;
};

/** What each action is asked for by. */
const callOf = ({ action, target }: Item): [string, Call] => {
  if (action === 'upgrade') return ['/transitions', { method: 'POST', body: { toCatalogItemId: target?.toCatalogItemId, quantity: 10, transitionType: 'transition_with_license_transfer' } }];
  if (action === 'fileSupportRequest') return ['/supportrequests', { method: 'POST', body: { reason: 'incorrect_purchase', note: 'by mistake' } }];
  return ['', { method: 'PATCH', body: { quantity: 11 } }];
};

test('[PRE-3] [PAR-2] every call that carries an option out asks for the right that options are shown by', () => {
  const names = ['patchSubscription', 'transitionSubscription', 'convertSubscription', 'fileSupportRequest'];
  expect(routes().flatMap(({ name, access }) => (names.includes(name) && access !== 'public' ? [access.permission] : []))).toEqual(names.map(() => OPTIONS_PERMISSION));
});

test.each(['global_admin', 'sales_agent'])('[PRE-3] [PAR-2] a %s has the options of an admin agent, and may do what they say', async (role) => {
  const items = await optionsFor(role);
  expect(items).toEqual(await optionsFor('admin_agent'));
  const [addSeats, upgrade] = ['addSeats', 'upgrade'].map((action) => items.find((item) => item.action === action && item.possible));
  expect(addSeats).toMatchObject({ rule: 'SUB-2', effect: { quantity: 11 } });
  expect(upgrade).toMatchObject({ rule: 'UPG-1' });
  expect((await http(base, { method: 'PATCH', roles: [role], body: { quantity: 11 } })).status).toBe(200);
});

test.each(['billing_admin', 'helpdesk_agent'])('[PRE-3] [PAR-2] a %s sees every action refused as its call refuses it, with no effect and no amounts', async (role) => {
  const [items, all] = [await optionsFor(role), await optionsFor('admin_agent')];
  expect(items.map(({ action, target }) => [action, target?.toCatalogItemId])).toEqual(all.map(({ action, target }) => [action, target?.toCatalogItemId]));
  const before = await world.commerceRows();
  for (const item of items) {
    expect(item).toMatchObject({ possible: false, rule: 'PAR-2', code: 900150 });
    expect(Object.keys(item).filter((name) => !['action', 'possible', 'rule', 'target', 'code', 'reason'].includes(name))).toEqual([]);
    const [path, call] = callOf(item);
    const of = item.action === 'fileSupportRequest' ? `/nextterm${base}` : base;
    expect(await http(of + path, { ...call, roles: [role] })).toMatchObject({ status: 403, body: { code: item.code, description: item.reason } });
  }
  expect(await world.commerceRows()).toEqual(before);
});

test('[PRE-3] [PAR-2] of an Azure plan too', async () => {
  await world.buy('havn', customer, [{ sku: 'NCTEAMSPHON1:0001', quantity: 1, termDuration: 'P1Y' }]);
  const plans = (await http(`/nextterm/v1/customers/${customer}/azureplans`)).body as { items: { id: string }[] };
  const path = `/v1/customers/${customer}/subscriptions/${plans.items[0]?.id ?? ''}`;
  expect((await optionsFor('sales_agent', path)).map(({ action, possible }) => [action, possible])).toEqual([['rename', true], ['suspend', false]]);
  expect(await optionsFor('helpdesk_agent', path)).toMatchObject(['rename', 'suspend'].map((action) => ({ action, possible: false, rule: 'PAR-2', code: 900150 })));
});

test('[PAR-2] [UPG-1] who may plan an upgrade reads what it could be, at once and at the next term; who only reads does too', async () => {
  for (const role of ['global_admin', 'admin_agent', 'sales_agent', 'billing_admin', 'helpdesk_agent']) {
    for (const type of ['immediate', 'scheduled']) {
      const found = await http(`${base}/transitionEligibilities?eligibilityType=${type}`, { roles: [role] });
      expect(found.status).toBe(200);
      expect((found.body as { totalCount: number }).totalCount).toBeGreaterThan(0);
    }
  }
});

test('[PAR-2] a sales agent reads what it sold was charged, and no reconciliation', async () => {
  const charges = await http(`/nextterm${base}/charges`, { roles: ['sales_agent'] });
  expect(charges).toMatchObject({ status: 200, body: { totalCount: 1, items: [{ chargeType: 'new', quantity: 10 }] } });
  expect(await http('/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=EUR', { roles: ['sales_agent'] })).toMatchObject({ status: 403, body: { code: 900150 } });
  expect(await http(`/nextterm${base}/charges`, { roles: ['helpdesk_agent'] })).toMatchObject({ status: 403, body: { code: 900150 } });
});
