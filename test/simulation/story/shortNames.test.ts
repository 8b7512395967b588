import { ShortNames } from './shortNames';

const [customer, cart, subscription, other] = ['69bfcd23-bbf1-433a-a7d9-cbf03b4f19dc', '854c69cd-d895-806d-ba16-b1069c3af7a8', '050d9ac7-2fa2-8b1b-83d6-9902326ad59b', '3902d2cc-37cc-4aec-a557-0863d4821873'];

test('ids have names by the segment or member that says what they are, the same everywhere', () => {
  const names = new ShortNames(new Map([[customer, 'zonnebloem']]));
  expect(names.in(`/v1/customers/${customer}/carts/${cart}/checkout`)).toBe('/v1/customers/$zonnebloem/carts/$cart1/checkout');
  expect(names.in(`{"id":"${cart}","lineItems":[{"subscriptionId":"${subscription}"}]}`)).toBe('{"id":"$cart1","lineItems":[{"subscriptionId":"$subscription1"}]}');
});

test('what a text says later of an id names it from the beginning', () => {
  expect(new ShortNames(new Map()).in(`{"id":"${cart}","links":{"uri":"/carts/${cart}"}}`)).toBe('{"id":"$cart1","links":{"uri":"/carts/$cart1"}}');
});

test('where nothing says what an id is it has the noun of who asks, and the legend tells those that were met', () => {
  const names = new ShortNames(new Map([[customer, 'zonnebloem'], [other, 'havn']]));
  const text = names.in(`{"id":"${subscription}","tenant":"${other}"}`, 'order');
  expect(text).toBe('{"id":"$order1","tenant":"$havn"}');
  expect(names.legend(text)).toBe(`havn=${other}\norder1=${subscription}`);
});
