import { type Caller } from '../../../../src/adapters/http/caller';
import { httpOver, type Call, type Reply } from '../../../support/httpWorld';
import { World } from '../../../support/world';

let world: World;
let http: (path: string, call?: Call) => Promise<Reply>;
let reseller: Caller;
let tulpveld: string;
let sold: string;

beforeEach(async () => {
  world = await World.at('2026-03-02T10:00:00.000Z');
  http = httpOver(world);
  const partner = await world.app.partnerOf('6120045');
  if (partner === undefined) throw new Error('The sample has no such reseller');
  reseller = { tenantId: partner.tenantId, kind: 'partner', partner, userId: 'u', displayName: 'u', roles: ['admin_agent'], appOnly: false };
  tulpveld = world.customer('Tulpveld');
  [sold = ''] = await world.buy('polder', tulpveld, [{ sku: 'NCBUSBASIC01:0001', quantity: 10, termDuration: 'P1Y', resellerOfRecord: '6120045' }]);
});

const writes = (): [string, string, object][] => [
  ['PATCH', `/v1/customers/${tulpveld}/subscriptions/${sold}`, { quantity: 11 }],
  ['POST', `/v1/customers/${tulpveld}/subscriptions/${sold}/transitions`, { toCatalogItemId: 'NCBUSSTAND01:0001:X', quantity: 10, transitionType: 'transition_only' }],
  ['POST', `/v1/customers/${tulpveld}/subscriptions/${sold}/activate`, {}],
  ['POST', `/nextterm/v1/customers/${tulpveld}/subscriptions/${sold}/supportrequests`, { reason: 'incorrect_purchase', note: 'by mistake' }],
  ['PATCH', `/v1/customers/${tulpveld}/usagebudget`, { amount: 3 }],
  ['PATCH', `/v1/customers/${tulpveld}`, { relationshipToPartner: 'none' }],
  ['POST', `/v1/customers/${tulpveld}/carts`, { lineItems: [{ id: 0, catalogItemId: 'NCBUSBASIC01:0001:X', quantity: 1, termDuration: 'P1Y', billingCycle: 'monthly' }] }],
];

test('[PAR-1] an indirect reseller reads its provider\'s customer, and is told to go through the provider whatever it writes there: 900308, nothing changed', async () => {
  expect((await http(`/v1/customers/${tulpveld}`, { caller: reseller })).status).toBe(200);
  const before = await world.commerceRows();
  for (const [method, path, body] of writes()) {
    const reply = await http(path, { method, body, caller: reseller });
    expect([path, reply.status, reply.body]).toMatchObject([path, 403, { code: 900308, description: expect.stringContaining('5310412') as string }]);
  }
  expect(await world.commerceRows()).toEqual(before);
});

test('[PAR-1] [PAR-3] an indirect reseller learns nothing by writing: a stranger\'s customer, and one that does not exist, answer the same', async () => {
  for (const id of [world.customer('Zonnebloem'), '00000000-1111-4222-8333-444444444444']) {
    for (const [method, path, body] of writes()) {
      expect(await http(path.replace(tulpveld, id), { method, body, caller: reseller })).toMatchObject({ status: 403, body: { code: 900308 } });
    }
    expect((await http(`/v1/customers/${id}`, { caller: reseller })).status).toBe(404);
  }
});
