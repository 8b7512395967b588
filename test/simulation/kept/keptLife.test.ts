import { idsIn, withIds } from './keptLife';

const [cart, subscription] = ['854c69cd-d895-806d-ba16-b1069c3af7a8', '050d9ac7-2fa2-8b1b-83d6-9902326ad59b'];

test('ids and etags of an answer are known by where they stand', () => {
  expect(idsIn({ id: cart, status: 'active', orders: [{ id: 'cc8c96b0a218', lineItems: [{ subscriptionId: subscription }] }], attributes: { etag: 'eyJ', objectType: 'Cart' } })).toEqual([
    [cart, 'id'],
    ['cc8c96b0a218', 'orders.0.id'],
    [subscription, 'orders.0.lineItems.0.subscriptionId'],
    ['eyJ', 'attributes.etag'],
  ]);
});

test('a call that was kept has the ids that answers tell this time', () => {
  const answers = new Map([[3, { orders: [{ id: 'aaaaaaaaaaaa' }] }]]);
  expect(withIds('{"path":"/orders/{{3 orders.0.id}}"}', answers)).toBe('{"path":"/orders/aaaaaaaaaaaa"}');
});

test('an answer that does not tell it any more says that the life is to be kept anew', () => {
  expect(() => withIds('{{3 orders.0.id}}', new Map([[3, { orders: [] }]]))).toThrow('The answer to entry 3 has no orders.0.id any more: keep the life anew');
});
