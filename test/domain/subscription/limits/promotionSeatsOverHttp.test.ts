import { availabilityIdOf } from '../../../../src/domain/catalogue/availabilityId';
import { httpOver } from '../../../support/httpWorld';
import { World } from '../../../support/world';

/** 12 % off for 5 to 200 seats, for a year. */
const premium = { sku: 'NCBUSPREMI01:0001', termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const promotionId = 'PRBUSPREMI01:0001:PRSPRING2026';

const buy = async (quantity: number) => {
  const world = await World.at('2026-06-01T10:00:00Z');
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [{ ...premium, quantity }]);
  const http = httpOver(world);
  const path = `/v1/customers/${customer}/subscriptions/${id}`;
  const patch = (body: object, query = '') => http(`${path}${query}`, { method: 'PATCH', body });
  const options = async () => ((await http(`/nextterm${path}/options`)).body as { items: { action: string }[] }).items;
  return { world, customer, id, http, path, patch, options };
};

describe('a subscription with a promotion for at least 5 seats', () => {
  test('[CAT-5] is reduced to the least of them and no further, by preview and command alike; nothing is changed by the refusal', async () => {
    const { world, customer, id, patch, http, path } = await buy(10);
    expect((await http(`/nextterm${path}/charges/1.1/explain`)).body).toMatchObject({ promotion: { id: promotionId, discountPercent: '12' } });
    const refused = { status: 400, body: { code: 2002, description: expect.stringContaining('4 is less than the 5 licences') as string } };
    expect(await patch({ quantity: 4 }, '?preview=true')).toMatchObject(refused);
    expect(await patch({ quantity: 4 })).toMatchObject(refused);
    expect(await world.subscription(customer, id)).toMatchObject({ quantity: 10, version: 1, promotionId });
    expect(await patch({ quantity: 5 })).toMatchObject({ status: 200, body: { quantity: 5, promotionId } });
    expect(await patch({ quantity: 6 })).toMatchObject({ status: 200 });
  });

  test('[CAT-5] [PRE-3] its options offer what can be taken off, and name the rule where nothing can', async () => {
    const { patch, options } = await buy(10);
    const reduce = async () => (await options()).find(({ action }) => action === 'reduceSeats');
    expect(await reduce()).toMatchObject({ possible: true, effect: { quantity: 5 } });
    await patch({ quantity: 5 });
    expect(await reduce()).toMatchObject({ possible: false, rule: 'CAT-5', code: 2002 });
  });

  test('[CAT-5] [CAN-1] can be cancelled as a whole', async () => {
    const { patch } = await buy(5);
    expect(await patch({ status: 'deleted' })).toMatchObject({ status: 200, body: { status: 'deleted' } });
  });

  test('[CAT-5] [UPG-2] keeps its least when a part is upgraded, or goes as a whole', async () => {
    const { http, path } = await buy(10);
    const item = `NCM365ENTE03:0001:${availabilityIdOf('NCM365ENTE03', '0001', 'commercial', 'NL')}`;
    const upgrade = (quantity: number, query = '') =>
      http(`${path}/transitions${query}`, { method: 'POST', body: { toCatalogItemId: item, quantity, transitionType: 'transition_only', termDuration: 'P1Y', billingCycle: 'monthly' } });
    expect(await upgrade(6)).toMatchObject({ status: 400, body: { code: 2002 } });
    expect(await upgrade(10, '?preview=true')).toMatchObject({ status: 200 });
    expect(await upgrade(5)).toMatchObject({ status: 200 });
  });

  test.each([
    { quantity: 10, how: 'as a whole', removed: ['promotionId'] },
    { quantity: 5, how: 'in part', removed: [] },
  ])('[CAT-5] [ORD-11] upgraded $how to what has no such discount: an event says what is lost, as the answer does', async ({ quantity, removed }) => {
    const { world, http, path } = await buy(10);
    const item = `NCM365ENTE03:0001:${availabilityIdOf('NCM365ENTE03', '0001', 'commercial', 'NL')}`;
    const reply = await http(`${path}/transitions`, { method: 'POST', body: { toCatalogItemId: item, quantity, transitionType: 'transition_only' } });
    const lines = ((await http(`/nextterm${path}/charges`)).body as { items: { unitPrice: string }[] }).items;
    const told = world.published.flatMap((record) => record.facts).filter(({ type }) => type === 'PromotionNotKept');
    expect([reply.status, (reply.body as { removed?: string[] }).removed ?? []]).toEqual([200, removed]);
    expect(told).toEqual(removed.map(() => ({ type: 'PromotionNotKept', promotionId, cyclePrice: lines.at(-1)?.unitPrice })));
  });

  test('[CAT-5] [SCH-1] may have fewer in its next term, without the promotion', async () => {
    const { world, customer, id, patch } = await buy(10);
    const [productId, skuId] = ['NCBUSPREMI01', '0001'];
    const product = { productId, skuId, availabilityId: availabilityIdOf(productId, skuId, 'commercial', 'NL'), termDuration: 'P1Y', billingCycle: 'monthly' };
    expect(await patch({ scheduledNextTermInstructions: { product, quantity: 4 } })).toMatchObject({ status: 200 });
    expect((await world.subscription(customer, id)).scheduledChange).toMatchObject({ quantity: 4, product: expect.not.objectContaining({ promotionId: expect.anything() as unknown }) as unknown });
  });
});

test('[CAT-5] one bought without the promotion is reduced to any number', async () => {
  const { world, customer, id, patch } = await buy(4);
  expect(await world.subscription(customer, id)).not.toHaveProperty('promotionId');
  expect(await patch({ quantity: 1 })).toMatchObject({ status: 200, body: { quantity: 1 } });
});
