import { type Caller } from '../../src/adapters/http/caller';
import { lookupKey } from '../../src/app/customer/directoryKeys';
import { CountingStore, OperationCounts } from '../support/countingStore';
import { httpOver, type Call } from '../support/httpWorld';
import { World } from '../support/world';

let world: World;
let http: ReturnType<typeof httpOver>;

beforeEach(async () => {
  world = await World.at('2021-06-18T10:00:00Z');
  http = httpOver(world);
});

const waterland = '611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e';
const polder = '681a8a81-1b6a-4c6f-be86-4694ee824f39';
const link = (uri: string) => ({ uri, method: 'GET', headers: [] });
const failed = (code: number, description: unknown) => ({ code, description, data: [], source: 'NextTerm' });
const filterOf = (Field: string, Value: string, Operator = 'starts_with') => `filter=${encodeURIComponent(JSON.stringify({ Field, Value, Operator }))}`;

interface Page {
  readonly totalCount: number;
  readonly items: readonly { readonly id: string; readonly companyProfile: { readonly companyName: string } }[];
  readonly links: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly key: string; readonly value: string }[] } };
}

const list = async (query: string, call: Call = {}): Promise<Page> => {
  const reply = await http(`/v1/customers${query}`, call);
  expect(reply.status).toBe(200);
  return reply.body as Page;
};
const namesOf = ({ items }: Page): string[] => items.map(({ companyProfile }) => companyProfile.companyName);

const havns = ['Duinzicht College', 'Grachtenpand Makelaars', 'Molenwiek Bakkerij', 'Oresund Foods', 'Zonnebloem Installaties'];

const ofReseller = async (): Promise<Caller> => {
  const partner = await world.app.partnerOf('6120045');
  if (partner === undefined) throw new Error('The sample has no such reseller');
  return { tenantId: waterland, kind: 'partner', partner, userId: 'u', displayName: 'u', roles: ['admin_agent'], appOnly: false };
};

describe('[CUS-1] the list of customers', () => {
  test('shows those of the sample, by name, without what a list has not', async () => {
    const { items, ...rest } = await list('?size=0');
    expect(items.map(({ companyProfile }) => companyProfile.companyName)).toEqual(havns);
    expect(rest).toEqual({ totalCount: 5, links: { self: link('/customers?size=500') }, attributes: { objectType: 'Collection' } });
    const id = world.customer('Zonnebloem');
    expect(items[4]).toEqual({
      id,
      companyProfile: {
        tenantId: id,
        domain: 'zonnebloeminstallaties.onmicrosoft.com',
        companyName: 'Zonnebloem Installaties',
        links: { self: link(`/customers/${id}/profiles/company`) },
        attributes: { objectType: 'CustomerCompanyProfile' },
      },
      relationshipToPartner: 'reseller',
      links: { self: link(`/customers/${id}`) },
      attributes: { objectType: 'Customer' },
    });
  });

  test('[PAR-3] shows nobody else, least of all where a relationship is pending', async () => {
    expect(namesOf(await list('', { as: 'nordlys' }))).toEqual(['Björkhagen Bygg', 'Fabrikvik Mekaniska', 'Oresund Foods']);
    expect(namesOf(await list('', { as: 'polder', appOnly: true }))).toEqual(['Tulpveld Logistiek']);
  });

  test('shows a new customer at once', async () => {
    const defaultAddress = { country: 'NL' };
    await world.as('havn').createCustomer({ domain: 'aardappel.example', billingProfile: { email: 'a@b.example', culture: 'nl-NL', language: 'nl', companyName: 'Aardappel', defaultAddress } });
    expect(namesOf(await list(''))).toEqual(['Aardappel', ...havns]);
  });

  test('page by page: the token alone has size and filter', async () => {
    const names: string[] = [];
    let page = await list('?size=2');
    for (;;) {
      names.push(...namesOf(page));
      const { next } = page.links;
      if (next === undefined) break;
      expect(next).toEqual({ uri: '/customers?size=2&seekOperation=Next', method: 'GET', headers: [{ key: 'MS-ContinuationToken', value: expect.any(String) as string }] });
      expect(page.totalCount).toBe(2);
      page = await list('?seekOperation=Next', { headers: { 'MS-ContinuationToken': next.headers[0]?.value ?? '' } });
    }
    expect(names).toEqual(havns);
  });

  test('a filtered search goes on as the same search', async () => {
    for (const companyName of ['Molensteen', 'Molenaar']) {
      await world.as('havn').createCustomer({ domain: `${companyName}.example`, billingProfile: { email: 'a@b.example', culture: 'nl-NL', language: 'nl', companyName, defaultAddress: { country: 'NL' } } });
    }
    const first = await list(`?size=2&${filterOf('CompanyName', 'molen')}`);
    expect(namesOf(first)).toEqual(['Molenaar', 'Molensteen']);
    const token = first.links.next?.headers[0]?.value ?? '';
    expect(namesOf(await list('?seekOperation=Next', { headers: { 'MS-ContinuationToken': token } }))).toEqual(['Molenwiek Bakkerij']);
    const firstAgain = await list('?seekOperation=First', { headers: { 'MS-ContinuationToken': token } });
    expect(firstAgain).toEqual(first);
    const stolen = await http('/v1/customers?seekOperation=Next', { as: 'nordlys', headers: { 'MS-ContinuationToken': token } });
    expect([stolen.status, stolen.body]).toEqual([400, failed(800002, expect.stringContaining('MS-ContinuationToken'))]);
  });

  test.each([
    [filterOf('CompanyName', 'zonne'), ['Zonnebloem Installaties']],
    [filterOf('companyname', 'ZONNE', 'StartsWith'), ['Zonnebloem Installaties']],
    [filterOf('CompanyName', 'bloem'), []],
    [filterOf('CompanyName', ''), havns],
    [filterOf('Domain', 'molenwiekbakkerij.on'), ['Molenwiek Bakkerij']],
    [filterOf('IndirectReseller', waterland), []],
    [`FILTER=${encodeURIComponent('{"field":"Domain","value":"ORE","operator":"starts_with"}')}`, ['Oresund Foods']],
  ])('%s', async (filter, names) => {
    expect(namesOf(await list(`?size=0&${filter}`))).toEqual(names);
  });

  test('a letter outside ASCII is found in either case', async () => {
    expect(namesOf(await list(`?${filterOf('CompanyName', 'BJÖRK')}`, { as: 'nordlys' }))).toEqual(['Björkhagen Bygg']);
  });

  test('a long name is found by all of it, and not by what it does not start with', async () => {
    const companyName = `${'Lang '.repeat(30)}einde`;
    await world.as('havn').createCustomer({ domain: 'lang.example', billingProfile: { email: 'a@b.example', culture: 'nl-NL', language: 'nl', companyName, defaultAddress: { country: 'NL' } } });
    expect(namesOf(await list(`?${filterOf('CompanyName', companyName)}`))).toEqual([companyName]);
    expect(namesOf(await list(`?${filterOf('CompanyName', `${'Lang '.repeat(30)}begin`)}`))).toEqual([]);
  });

  test('[PAR-1] a provider finds the customers of one reseller, with a user; the reseller those of one provider', async () => {
    expect(namesOf(await list(`?${filterOf('IndirectReseller', waterland)}`, { as: 'polder' }))).toEqual(['Tulpveld Logistiek']);
    const appOnly = await http(`/v1/customers?${filterOf('IndirectReseller', waterland)}`, { as: 'polder', appOnly: true });
    expect([appOnly.status, appOnly.body]).toEqual([403, failed(900329, 'An app-only token is not allowed here: send a token with a user.')]);
    const caller = await ofReseller();
    expect(namesOf(await list('', { caller }))).toEqual(['Tulpveld Logistiek']);
    expect(namesOf(await list(`?${filterOf('IndirectCloudSolutionProvider', polder)}`, { caller }))).toEqual(['Tulpveld Logistiek']);
    expect(namesOf(await list(`?${filterOf('IndirectCloudSolutionProvider', waterland)}`, { caller }))).toEqual([]);
    expect((await http(`/v1/customers/${world.customer('Tulpveld')}`, { caller })).status).toBe(200);
  });

  test.each([
    [filterOf('Segment', 'x'), 'filter: Field "Segment" is none of CompanyName, Domain, IndirectReseller, IndirectCloudSolutionProvider.'],
    [filterOf('CompanyName', 'x', 'equals'), 'filter: Operator "equals" is not supported; only starts_with is.'],
    ['filter=zonne', 'filter: must be JSON with Field, Value and Operator.'],
    ['filter=%7B%22Field%22%3A%22Domain%22%7D', 'filter: must be JSON with Field, Value and Operator.'],
    ['filter=%5B%5D', 'filter: must be JSON with Field, Value and Operator.'],
  ])('%s is refused', async (filter, description) => {
    const reply = await http(`/v1/customers?${filter}`);
    expect([reply.status, reply.body]).toEqual([400, failed(3000, description)]);
  });

  test.each(['size=501', 'size=100000'])('%s is as much as one page holds', async (query) => {
    expect((await list(`?${query}`)).links).toMatchObject({ self: { uri: '/customers?size=500' } });
    expect((await list('?size=499')).links).toMatchObject({ self: { uri: '/customers?size=499' } });
  });

  test('the next page without the token of the one before is refused, the first is not', async () => {
    const reply = await http('/v1/customers?seekOperation=next');
    expect([reply.status, reply.body]).toEqual([400, failed(800002, 'The header MS-ContinuationToken is required.')]);
    expect(namesOf(await list('?seekOperation=First'))).toEqual(havns);
  });

  test.each(['size=1.5', 'size=-1', 'size=x'])('%s is refused', async (query) => {
    const reply = await http(`/v1/customers?${query}`);
    expect([reply.status, reply.body]).toEqual([400, failed(800002, expect.stringContaining('size'))]);
  });
});

test('[CUS-1] of 5,000 customers each page, and each search, is one query of as many rows as it shows, and the last page is as cheap as the first', async () => {
  const counts = new OperationCounts();
  world = await World.at('2021-06-18T10:00:00Z', undefined, (store, table) => new CountingStore(store, table, counts));
  http = httpOver(world);
  const { tenantId } = world.as('havn').partner;
  const rows = Array.from({ length: 5000 }, (_, nth) => {
    const customerId = `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;
    const shown = { companyName: `Klant ${String(nth).padStart(4, '0')}`, domain: `k${nth}.example` };
    return { op: 'create' as const, key: lookupKey('CompanyName', shown.companyName, customerId), value: { type: 'customer', customerId, version: 1, status: 'accepted', lookups: [], shown } };
  });
  for (let from = 0; from < rows.length; from += 100) await world.stores.Directory.commit(tenantId, rows.slice(from, from + 100));
  const counted = async (query: string, headers: Readonly<Record<string, string>> = {}) => {
    counts.reset();
    const page = await list(query, { headers });
    const { list: queries, rows: read } = counts.of('Directory');
    return { page, cost: [queries, read] };
  };

  const search = await counted(`?size=10&${filterOf('CompanyName', 'klant 499')}`);
  expect([namesOf(search.page), search.cost]).toEqual([Array.from({ length: 10 }, (_, nth) => `Klant 499${nth}`), [1, 10]]);
  const names: string[] = [];
  let { page, cost } = await counted('?size=500');
  for (;;) {
    names.push(...namesOf(page));
    expect(cost).toEqual([1, page.totalCount]);
    const { next } = page.links;
    if (next === undefined) break;
    ({ page, cost } = await counted(next.uri.replace('/customers', ''), Object.fromEntries(next.headers.map(({ key, value }) => [key, value]))));
  }
  expect([names.length, new Set(names).size]).toEqual([5005, 5005]);
});
