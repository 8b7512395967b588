import { rolesFor, type Caller } from '../../../../src/adapters/http/caller';
import { httpOver, type Call, type Reply } from '../../../support/httpWorld';
import { World } from '../../../support/world';

interface Restriction {
  readonly reasonCode: string;
  readonly description: string;
}
interface Availability {
  readonly catalogItemId: string;
  readonly productId: string;
  readonly skuId: string;
  readonly segment: string;
  readonly isPurchasable: boolean;
  readonly restrictions?: readonly Restriction[];
  readonly terms: readonly { readonly duration: string; readonly billingCycle: string }[];
  readonly sku: { readonly minimumQuantity: number };
}
interface CartLine {
  readonly error?: { readonly errorCode: number };
}
interface Items<T> {
  readonly items: readonly T[];
}

let world: World;
let call: ReturnType<typeof httpOver>;

beforeEach(async () => {
  world = await World.at('2026-04-01T09:00:00Z');
  call = httpOver(world);
});

const read = async <T>(path: string, manner?: Call): Promise<T> => {
  const { status, body } = await call(path, manner);
  expect([status, status === 200 ? undefined : body]).toEqual([200, undefined]);
  return body as T;
};

const availabilitiesOf = async (customer: string, sku: string, manner?: Call) => {
  const [product = '', id = ''] = sku.split(':');
  return (await read<Items<Availability>>(`/v1/customers/${customer}/products/${product}/skus/${id}/availabilities`, manner)).items;
};
const told = ({ isPurchasable, restrictions }: Availability) => [isPurchasable, restrictions?.map(({ reasonCode }) => reasonCode)];
const tells = async (customer: string, sku: string, manner?: Call) => (await availabilitiesOf(customer, sku, manner)).map(told);
const inMarket = async (sku: string, manner?: Call, market = 'NL') => {
  const [product = '', id = ''] = sku.split(':');
  return (await read<Items<Availability>>(`/v1/products/${product}/skus/${id}/availabilities?country=${market}`, manner)).items.map(told);
};
const inventory = async (customerId: string | undefined, sku: string, manner?: Call, country = 'NL') => {
  const [productId = '', skuId = ''] = sku.split(':');
  const body = { targetItems: [{ productId, skuId }], ...(customerId !== undefined && { inventoryContext: { customerId } }) };
  const reply = await call(`/v1/extensions/product/checkInventory?country=${country}`, { method: 'POST', body, ...manner });
  return (reply.body as { restrictions: readonly Restriction[] }[]).map(({ restrictions }) => restrictions.map(({ reasonCode }) => reasonCode));
};

/** Every SKU a customer is shown. */
const shownTo = async (customer: string, manner: Call): Promise<readonly string[]> => {
  const keys: string[] = [];
  for (const view of ['OnlineServices', 'MicrosoftAzure', 'Software']) {
    const { items } = await read<Items<{ id: string }>>(`/v1/customers/${customer}/products?targetView=${view}`, manner);
    for (const { id } of items) keys.push(...(await read<Items<{ id: string }>>(`/v1/customers/${customer}/products/${id}/skus`, manner)).items.map((sku) => `${id}:${sku.id}`));
  }
  return keys;
};

const wireCycle = (cycle: string): string => cycle.toLowerCase();

/** Codes of a cart line for as little as can be bought, one for each plan on sale; undefined: nothing is wrong with it. */
const cartSays = async (customer: string, { catalogItemId, terms, sku }: Availability, manner: Call): Promise<readonly (number | undefined)[]> => {
  const plans = terms.length > 0 ? terms.map(({ duration, billingCycle }) => ({ termDuration: duration, billingCycle: wireCycle(billingCycle) })) : [{ billingCycle: 'one_time' }];
  const lineItems = plans.map((plan) => ({ catalogItemId, quantity: sku.minimumQuantity, ...plan }));
  const codes: (number | undefined)[] = [];
  for (const line of lineItems) {
    const { status, body } = await call(`/v1/customers/${customer}/carts?preview=true`, { method: 'POST', body: { partnerOnRecordAttestationAccepted: true, lineItems: [{ id: 0, ...line }] }, ...manner });
    if (status !== 200) throw new Error(JSON.stringify(body));
    codes.push((body as { result: { lineItems: readonly CartLine[] } }).result.lineItems[0]?.error?.errorCode);
  }
  return codes;
};

describe('[ORD-11] [CAT-4] catalogue, inventory check and cart say the same of every offer that is shown', () => {
  test.each([
    { as: 'havn', name: 'Zonnebloem', buys: ['NCBUSBASIC01:0001', 'NCD365CINS01:0001'] },
    { as: 'polder', name: 'Tulpveld', buys: [] },
    { as: 'havn', name: 'Duinzicht', buys: [] },
  ])('to $name by $as, holding $buys', async ({ as, name, buys }) => {
    const customer = world.customer(name);
    for (const sku of buys) await world.buy(as, customer, [{ sku, termDuration: 'P1Y', quantity: 1 }]);
    const failures: unknown[] = [];
    const seen = { purchasable: 0, not: 0 };
    for (const sku of await shownTo(customer, { as })) {
      const listed = await availabilitiesOf(customer, sku, { as });
      for (const availability of listed) {
        seen[availability.isPurchasable ? 'purchasable' : 'not'] += 1;
        const codes = await cartSays(customer, availability, { as });
        if (codes.some((code) => code === undefined) !== availability.isPurchasable) failures.push([availability.catalogItemId, told(availability), codes]);
        if (!availability.isPurchasable && (availability.restrictions ?? []).length === 0) failures.push([availability.catalogItemId, 'no reason']);
      }
      const [restrictions = []] = await inventory(customer, sku, { as });
      if ((restrictions.length === 0) !== listed.some(({ isPurchasable }) => isPurchasable)) failures.push([sku, 'inventory', restrictions]);
    }
    expect(failures).toEqual([]);
    expect(seen.purchasable).toBeGreaterThan(10);
    expect(seen.not).toBeGreaterThan(1);
  });
});

describe('[ORD-11] what cannot be bought says why', () => {
  it('exclusive to another partner: in the market too', async () => {
    const planner = 'NCKANAALPL01:0001';
    expect([await tells(world.customer('Zonnebloem'), planner), await inMarket(planner)]).toEqual([[[true, undefined]], [[true, undefined]]]);
    const polder = { as: 'polder' };
    const no = [[false, ['ExclusiveToOtherPartners']]];
    expect([await tells(world.customer('Tulpveld'), planner, polder), await inMarket(planner, polder)]).toEqual([no, no]);
    expect(await inventory(undefined, planner, polder)).toEqual([['ExclusiveToOtherPartners']]);
  });

  it('an add-on without its base, until the customer has one; a market sells it together with one', async () => {
    const zonnebloem = world.customer('Zonnebloem');
    const copilot = 'NCM365COPIL1:0001';
    expect(await tells(zonnebloem, copilot)).toEqual([[false, ['BaseMissing']]]);
    expect(await inventory(zonnebloem, copilot)).toEqual([['BaseMissing']]);
    expect([await inMarket(copilot), await inventory(undefined, copilot)]).toEqual([[[true, undefined]], [[]]]);
    await world.buy('havn', zonnebloem, [{ sku: 'NCM365ENTE03:0001', termDuration: 'P1Y', quantity: 2 }]);
    expect(await tells(zonnebloem, copilot)).toEqual([[true, undefined]]);
    await world.buy('havn', zonnebloem, [{ sku: copilot, termDuration: 'P1Y', quantity: 2 }]);
    expect(await tells(zonnebloem, copilot)).toEqual([[false, ['NoBaseSeatsLeft']]]);
  });

  it('[CUS-2] a customer whose agreement nobody has confirmed, whom a cart is refused for as well', async () => {
    const molenwiek = world.customer('Molenwiek');
    expect(await tells(molenwiek, 'NCBUSSTAND01:0001')).toEqual([[false, ['AgreementMissing']]]);
    expect(await tells(molenwiek, 'NCM365COPIL1:0001')).toEqual([[false, ['BaseMissing', 'AgreementMissing']]]);
    expect(await inventory(molenwiek, 'NCBUSSTAND01:0001')).toEqual([['AgreementMissing']]);
    const cart = await call(`/v1/customers/${molenwiek}/carts`, { method: 'POST', body: { lineItems: [{ id: 0, catalogItemId: await world.as('havn').item('NL', 'NCBUSSTAND01:0001'), quantity: 1, termDuration: 'P1M', billingCycle: 'monthly' }] } });
    expect(cart).toMatchObject({ status: 403, body: { code: 13605 } });
  });

  it('[PAR-1] an indirect reseller, who buys through its provider', async () => {
    const { partner } = world.as('polder');
    const reseller = await world.app.partnerOf(partner.resellers[0]?.partnerId ?? '');
    if (reseller === undefined) throw new Error('The sample has no reseller of polder');
    const caller: Caller = { tenantId: reseller.tenantId, kind: 'partner', partner: reseller, userId: 'u', displayName: 'Test', roles: rolesFor('partner', ['admin_agent']), appOnly: false };
    expect(await inMarket('NCBUSSTAND01:0001', { caller })).toEqual([[false, ['MustGoThroughProvider']]]);
  });

  it('[AZP-1] an Azure plan that the customer has', async () => {
    const zonnebloem = world.customer('Zonnebloem');
    const plan = 'DZH318Z0BPS6:0001';
    expect(await tells(zonnebloem, plan)).toEqual([[true, undefined]]);
    const [availability] = await availabilitiesOf(zonnebloem, plan);
    const order = { partnerOnRecordAttestationAccepted: true, lineItems: [{ lineItemNumber: 0, offerId: availability?.catalogItemId, quantity: 1 }], billingCycle: 'one_time' };
    expect((await call(`/v1/customers/${zonnebloem}/orders`, { method: 'POST', body: order })).status).toBe(201);
    expect(await tells(zonnebloem, plan)).toEqual([[false, ['AlreadyOwned']]]);
    expect(await inMarket(plan)).toEqual([[true, undefined]]);
  });

  it('an availability of another market than the customer\'s', async () => {
    expect(await inventory(world.customer('Zonnebloem'), 'NCBUSSTAND01:0001', {}, 'SE')).toEqual([['NotAvailableInMarket']]);
    expect(await inventory(world.customer('Zonnebloem'), 'NCBUSSTAND01:0001')).toEqual([[]]);
  });

  it('one availability read by its id says the same as in the list', async () => {
    const zonnebloem = world.customer('Zonnebloem');
    const [listed] = await availabilitiesOf(zonnebloem, 'NCM365COPIL1:0001');
    const [product, sku, id] = (listed?.catalogItemId ?? '').split(':');
    expect(await read(`/v1/customers/${zonnebloem}/products/${product}/skus/${sku}/availabilities/${id}`)).toEqual(listed);
  });
});

describe('[DUE-2] [ORD-11] a subscription of the customer that cannot be read', () => {
  const marked = ({ status, headers, body }: Reply) => [status, headers['NextTerm-Unreadable'], (body as { unreadable?: unknown }).unreadable];

  it('keeps back what depends on it and says so, and nothing else', async () => {
    const zonnebloem = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', zonnebloem, [{ sku: 'NCM365ENTE03:0001', termDuration: 'P1Y', quantity: 2 }]);
    const key = `subscription|${id}`;
    const row = await world.stores.Commerce.read(zonnebloem, key);
    await world.stores.Commerce.commit(zonnebloem, [{ op: 'put', key, value: { ...row?.value, quantity: 'many' } }]);
    const read = (product: string) => call(`/v1/customers/${zonnebloem}/products/${product}/skus/0001/availabilities`);
    const tellsOf = ({ body }: Reply) => (body as Items<Availability>).items.map(told);
    // An add-on, a pool of 300 seats, calling minutes that are set up with the purchase: a cart needs every subscription for them.
    for (const product of ['NCM365COPIL1', 'NCBUSSTAND01', 'NCTEAMSPHON1']) {
      const kept = await read(product);
      expect([product, ...marked(kept), tellsOf(kept)]).toEqual([product, 200, '1', [{ kind: 'subscription', id }], [[false, ['RowUnreadable']]]]);
    }
    expect(await inventory(zonnebloem, 'NCM365COPIL1:0001')).toEqual([['RowUnreadable']]);
    const plain = await read('NCO365ENTE03');
    expect([...marked(plain), tellsOf(plain)]).toEqual([200, undefined, undefined, [[true, undefined]]]);
  });
});
