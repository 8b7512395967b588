import { httpOver } from '../../../../support/httpWorld';
import { World } from '../../../../support/world';
import { aShop, archive, basic, bodyOf, mail, refused, type Wire, type WireOrder } from './shopOverHttp';

const offerIdOf = (sku: string): string => sku.split(':')[0] ?? sku;
const archiveOffer = offerIdOf(archive);

const anOrder = async () => {
  const shop = await aShop();
  const [order] = await shop.checkout(await shop.createCart({ sku: mail }));
  const base = order?.lineItems[0]?.subscriptionId ?? '';
  const id = order?.id ?? '';
  const patch = (body: object, members: object = {}) => shop.call(`orders/${id}`, { method: 'PATCH', body, ...members });
  const addOn = { offerId: archiveOffer, quantity: 2, parentSubscriptionId: base };
  return { ...shop, base, id, patch, addOn };
};

test('[ORD-5] the order of the base takes the add-on as its next line', async () => {
  const { world, call, customer, patch, addOn, id, base, linesOf } = await anOrder();
  await world.advanceTo('2026-02-01T09:00:00Z');
  world.happened();
  const changed = bodyOf<WireOrder>(await patch({ lineItems: [addOn] }), 200);
  expect(changed).toMatchObject({ id, totalPrice: 123.97, lineItems: [{ lineItemNumber: 0, subscriptionId: base }, { lineItemNumber: 1, offerId: archiveOffer, quantity: 2, parentSubscriptionId: base }] });
  const added = changed.lineItems[1]?.subscriptionId ?? '';
  expect(await linesOf(added)).toEqual([['Prorate fees when purchase', '2026-02-01', '2026-02-12', '0.86709677419354838709', 2, '1.73']]);
  expect(bodyOf(await call(`orders/${id}`), 200)).toEqual(changed);
  expect(bodyOf(await call(`subscriptions?order_id=${id}`), 200)).toMatchObject({ totalCount: 2 });
  expect((await world.subscription(customer, base)).addOnIds).toEqual([added]);
  expect(world.happened()).toEqual(['SubscriptionPurchased', 'OrderExtended', 'AddOnAttached']);
  await world.expectNothingDue();
});

test('[ORD-5] sent back as it was read, with one line more, it gets that line; the same request twice gets it once', async () => {
  const { call, patch, addOn, id, base } = await anOrder();
  const read = bodyOf<WireOrder>(await call(`orders/${id}`), 200);
  const headers = { 'MS-RequestId': '7b0f0e9e-3d1c-4a53-9d0e-2f4f5a6b7c8d' };
  const asked = { ...read, lineItems: [...read.lineItems, { ...addOn, provisioningContext: { ParentSubscriptionId: base }, parentSubscriptionId: undefined }] };
  const first = bodyOf<WireOrder>(await patch(asked, { headers }), 200);
  expect(bodyOf(await patch(asked, { headers }), 200)).toEqual(first);
  expect(first.lineItems.map(({ lineItemNumber }) => lineItemNumber)).toEqual([0, 1]);
  expect(bodyOf(await call(`subscriptions/${base}/addons`), 200)).toMatchObject({ totalCount: 1 });
});

test('[ORD-5] refused, and nothing stored', async () => {
  const { world, patch, addOn, buy, call, id } = await anOrder();
  const [other = ''] = await buy({ sku: mail });
  const before = await world.dump();
  expect(refused(await patch({ lineItems: [{ ...addOn, parentSubscriptionId: other }] }))).toEqual([400, 800029]);
  expect(refused(await patch({ lineItems: [{ ...addOn, offerId: offerIdOf(mail) }] }))).toEqual([400, 800029]);
  expect(refused(await patch({ lineItems: [{ ...addOn, parentSubscriptionId: undefined }] }))).toEqual([400, 800042]);
  expect(refused(await patch({ lineItems: [{ ...addOn, quantity: 10_001 }] }))).toEqual([400, 900275]);
  // Line 0 is the base.
  expect(bodyOf<{ description: string }>(await patch({ lineItems: [addOn, { ...addOn, quantity: 10_001 }] }), 400).description).toMatch(/^Line 2: The quantity 10001/);
  expect(refused(await patch({ status: 'cancelled', lineItems: [] }))).toEqual([400, 800063]);
  expect(refused(await patch({ status: 'suspended', lineItems: [addOn] }))).toEqual([400, 800042]);
  expect(refused(await patch({ billingCycle: 'annual', lineItems: [addOn] }))).toEqual([400, 800042]);
  expect(refused(await patch({ lineItems: [{ ...addOn, quantity: undefined }] }))).toEqual([400, 800002]);
  expect(refused(await patch({ lineItems: [] }))).toEqual([400, 800002]);
  expect(refused(await patch({ lineItems: [addOn] }, { as: 'nordlys' }))).toEqual([404, 60003]);
  expect(refused(await call('orders/000000000000', { method: 'PATCH', body: { lineItems: [addOn] } }))).toEqual([404, 20000]);
  expect(bodyOf<WireOrder>(await call(`orders/${id}`), 200).lineItems).toHaveLength(1);
  expect(await world.dump()).toEqual(before);
});

test('[ORD-5] a line that the order has is sent back as it is, or refused by its member', async () => {
  const { world, call, patch, addOn, id } = await anOrder();
  const read = bodyOf<WireOrder>(await call(`orders/${id}`), 200);
  const [line] = read.lineItems;
  const before = await world.commerceRows();
  const answers = await Promise.all(
    [{ quantity: 7 }, { termDuration: 'P3Y' }, { friendlyName: 'Post' }, { offerId: archiveOffer }, { subscriptionId: '00000000-0000-4000-8000-000000000001' }].map((members) => patch({ ...read, lineItems: [{ ...line, ...members }, addOn] })),
  );
  expect(answers.map(refused)).toEqual(answers.map(() => [400, 800042]));
  expect(answers[0]?.text).toContain(`lineItems[0].quantity of an order cannot be changed; it is ${String(line?.['quantity'])}.`);
  expect(await world.commerceRows()).toEqual(before);
  expect((await patch({ ...read, billingCycle: 'unknown', lineItems: [{ ...line, friendlyName: '' }, addOn] })).status).toBe(200);
});

test('[ORD-2] [ORD-5] an add-on that comes to an order has the resellers that are named for it, by who attests them', async () => {
  const world = await World.at('2026-01-13T10:00:00Z');
  const http = httpOver(world);
  const customer = world.customer('Tulpveld');
  const call = (path: string, method: string, body: object) => http(`/v1/customers/${customer}/${path}`, { as: 'polder', method, body });
  const bought = bodyOf<WireOrder>(await call('orders', 'POST', { billingCycle: 'monthly', lineItems: [{ lineItemNumber: 0, offerId: await world.as('polder').item('NL', mail), quantity: 2, termDuration: 'P1Y' }] }), 201);
  const patch = (members: object, ...lineItems: readonly object[]) => call(`orders/${bought.id}`, 'PATCH', { ...members, lineItems });
  const addOn = { offerId: archiveOffer, quantity: 1, parentSubscriptionId: bought.lineItems[0]?.subscriptionId, partnerIdOnRecord: '6120045', additionalPartnerIdsOnRecord: ['6120046'] };
  const attested = { partnerOnRecordAttestationAccepted: true };
  expect(refused(await patch({}, addOn))).toEqual([400, 900206]);
  expect(refused(await patch(attested, { ...addOn, partnerIdOnRecord: '1' }))).toEqual([404, 800015]);
  const changed = bodyOf<WireOrder>(await patch(attested, addOn), 200);
  expect(changed).toMatchObject({ ...attested, lineItems: [{ lineItemNumber: 0 }, { partnerIdOnRecord: '6120045', additionalPartnerIdsOnRecord: ['6120046'] }] });
  const subscriptionId = changed.lineItems[1]?.subscriptionId ?? '';
  expect(await world.subscription(customer, subscriptionId)).toMatchObject({ resellerOfRecord: '6120045', additionalResellers: ['6120046'] });
  for (const other of [{ partnerIdOnRecord: '6120047' }, { additionalPartnerIdsOnRecord: ['6120047'] }]) expect(refused(await patch({}, { subscriptionId, ...other }, addOn))).toEqual([400, 800042]);
});

test('[MIG-1] a traditional offer is bought by its GUID alone; one of new commerce is not', async () => {
  const { world, call, order } = await anOrder();
  const byGuid = bodyOf<WireOrder>(await order({ offerId: offerIdOf(mail).toUpperCase() }), 201);
  expect(byGuid.lineItems).toMatchObject([{ offerId: offerIdOf(mail) }]);
  expect((await order({ offerId: offerIdOf(basic) })).status).toBe(400);
  const subscription = bodyOf<Wire>(await call(`subscriptions/${byGuid.lineItems[0]?.subscriptionId}`), 200);
  const { offer } = subscription['links'] as { readonly offer: { readonly uri: string } };
  expect(offer.uri).toBe(`/offers/${offerIdOf(mail)}?country=NL`);
  expect(world.errors).toEqual([]);
});
