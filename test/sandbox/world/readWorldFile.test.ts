import { instant } from '../../../src/kernel/instant';
import { customerOf } from '../../../src/sandbox/sampleWorld';
import { readWorldFile } from '../../../src/sandbox/world/readWorldFile';
import { temporaryFolder } from '../../support/temporaryFolder';
import { prepared, WORLD, EIK, writeWorld, ZON } from './ownWorld';

const folder = temporaryFolder();

const OPERATOR = '9eee026c-68e0-4319-b967-f041adede329';

const problemsOf = (text: string): readonly string[] => {
  const read = readWorldFile('world.yaml', text, OPERATOR);
  return read.ok ? [] : read.problems.map(({ line, column, path = '', reason }) => `${line}:${column} ${path}: ${reason}`);
};

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

describe('a world file', () => {
  test('is YAML or JSON, with what is left out filled in', () => {
    const yaml = readWorldFile('world.yaml', WORLD, OPERATOR);
    expect(yaml).toMatchObject({ ok: true, world: { start: '2026-01-01T00:00:00Z', partners: [{ slug: 'acme', kind: 'direct_bill', programmeStatus: 'active', resellers: [] }, { slug: 'depot' }], customers: [{ name: 'Zon', segment: 'commercial', culture: 'en-US' }, { name: 'Eik', agreements: [] }], portfolios: [] } });
    expect(yaml.ok && readWorldFile('world.json', JSON.stringify(yaml.world, undefined, '\t'), OPERATOR)).toEqual(yaml);
  });

  test('names every mistake of its form by path, line and column', () => {
    const text = ['start: tomorrow', 'partners:', '  - slug: Acme', '    name: Acme', '    tenantId: 11111111', '    partnerId: 5550001', '    country: NL', '    currency: EUR', '    colour: red', 'customers: none', 'porfolios: []'].join('\n');
    expect(problemsOf(text)).toEqual([
      '1:8 start: must be an instant or a day in UTC, like 2026-01-01T00:00:00Z',
      '3:11 partners[0].slug: Invalid string: must match pattern /^[a-z0-9]+$/',
      '5:15 partners[0].tenantId: Invalid input: expected string, received number; put it in quotes',
      '6:16 partners[0].partnerId: Invalid input: expected string, received number; put it in quotes',
      '9:5 partners[0].colour: is nothing that a world has',
      '10:12 customers: Invalid input: expected array, received string',
      '11:1 porfolios: is nothing that a world has',
    ]);
    expect(problemsOf('partners:\n  - slug: acme\n')).toContainEqual('2:5 partners[0].name: Invalid input: expected string, received undefined');
  });

  test('names what does not hold together: who is named twice, and who is named and is not there', () => {
    const text = WORLD.replace(EIK, ZON.toUpperCase())
      .replace('slug: depot', 'slug: reseller7')
      .replace('partnerId: "6120046"', 'partnerId: "5550001"')
      .replace('eik.onmicrosoft.com', 'zon.onmicrosoft.com')
      .replace('[{partner: acme, dateAgreed: 2024-01-01}, ', '[{partner: nobody, dateAgreed: 2024-01-01}, ')
      .replace('tenantId: 11111111-1111-4111-8111-111111111111', `tenantId: ${OPERATOR}`)
      .replace('country: NL', 'country: ZZ')
      .replace('currency: EUR', 'currency: XXQ')
      .concat('portfolios: [{file: a.csv, partner: acme, customer: who}, {file: a.csv, partner: who}]\n');
    const at = (part: string): string => String(lineOf(text, part));
    expect(problemsOf(text).map((problem) => problem.replace(/^(\d+):\d+/, '$1'))).toEqual([
      `${at(OPERATOR)} partners[0].tenantId: the tenant id ${OPERATOR} is another's already`,
      `${at(ZON.toUpperCase())} customers[1].tenantId: the tenant id ${ZON.toUpperCase()} is another's already`,
      `${at('Duinrand')} partners[1].resellers[1].partnerId: the PartnerID 5550001 is another's already`,
      `${at('name: Eik') === '' ? '' : String(lineOf(text, ZON.toUpperCase()) + 1)} customers[1].domain: the domain zon.onmicrosoft.com is another's already`,
      `${at('country: ZZ')} partners[0].country: no country is called ZZ`,
      `${at('currency: XXQ')} partners[0].currency: no currency is called XXQ`,
      `${at('reseller7')} partners[1].slug: client ids of resellers are called so: choose another`,
      ...['relationships.depot: no partner has the slug "depot"', 'agreements[0].partner: no partner has the slug "nobody"', 'agreements[1].partner: no partner has the slug "depot"'].map((problem) => expect.stringContaining(`customers[0].${problem}`) as string),
      expect.stringContaining('customers[1].relationships.depot: no partner has the slug "depot"') as string,
      `${at('portfolios:')} portfolios[0].customer: there is no customer "who"`,
      `${at('portfolios:')} portfolios[1].partner: no partner has the slug "who"`,
    ]);
  });

  test('that is no YAML, has a key twice, or aliases that grow without end is refused with the place', () => {
    expect(problemsOf('partners: [')).toEqual([expect.stringMatching(/^\d+:\d+ : /)]);
    expect(problemsOf('start: 2026-01-01\nstart: 2026-01-02\n')).toEqual(['2:1 : Map keys must be unique']);
    expect(problemsOf(`a: &a [1,1,1,1,1,1,1,1,1,1]\n${[...'bcdefgh'].map((name, index) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${'abcdefgh'[index] ?? ''}`).join()}]`).join('\n')}\n`)).toEqual([expect.stringContaining('alias')]);
    expect(problemsOf('')).toHaveLength(1);
  });

  test('names members that nothing would be made of, also within an address or a contact', () => {
    const text = WORLD.replace('city: Utrecht,', 'city: Utrecht, addressLine2: Hof 3,').replace('lastName: Kok,', 'lastName: Kok, mobile: "06",');
    expect(problemsOf(text).map((problem) => problem.replace(/^[\d:]+ /, ''))).toEqual(['customers[0].address.addressLine2: is nothing that a world has', 'customers[0].contact.mobile: is nothing that a world has']);
  });

  test('of the older Azure offer is judged before anything is loaded, and a day is as good as an instant', async () => {
    const since = (text: string): string => WORLD.replace('    agreements: [{partner: acme', `    legacyAzure: {offerId: MS-AZR-0145P, subscriptionId: ${EIK}, partner: acme, since: ${text}, azureSubscriptions: [{id: ${ZON}, name: Production}]}\n    agreements: [{partner: acme`);
    expect(problemsOf(since('last year')).map((problem) => problem.replace(/^[\d:]+ /, ''))).toEqual(['customers[0].legacyAzure.since: must be an instant or a day in UTC, like 2026-01-01T00:00:00Z']);
    const { world } = await prepared(writeWorld(folder, { world: since('2020-11-02') }));
    expect(world.customers[0]?.legacyAzure?.since).toBe('2020-11-02T00:00:00.000Z');
  });

  test('says of a reseller the same everywhere, and names one that the customer’s partners sell through', async () => {
    const through = (reseller: string): string => WORLD.replace('    agreements: [{partner: acme', `    resellerPartnerId: "${reseller}"\n    agreements: [{partner: acme`);
    const reasons = (text: string): readonly string[] => problemsOf(text).map((problem) => problem.replace(/^[\d:]+ /, ''));
    expect(reasons(through('6120049'))).toEqual(['customers[0].resellerPartnerId: no reseller has the PartnerID 6120049']);
    expect(reasons(through('6120045').replace('{acme: accepted, depot: accepted}', '{acme: accepted}'))).toEqual(['customers[0].resellerPartnerId: the reseller 6120045 is of no partner that the customer has a relationship with']);
    const again = '      - {name: Waterland, partnerId: "6120045", tenantId: 33333333-3333-4333-8333-333333333333, country: NL, agreementSigned: false}\n';
    expect(reasons(WORLD.replace('customers:', `${again}customers:`))).toEqual(['partners[1].resellers[2].agreementSigned: the reseller 6120045 stands under another provider with another agreementSigned: true', 'partners[1].resellers[2]: the reseller 6120045 stands twice under this provider']);
    expect(reasons(WORLD.replace('slug: acme', 'slug: operator').replaceAll('acme: ', 'operator: ').replaceAll('partner: acme', 'partner: operator'))).toEqual(['partners[0].slug: client ids of the operator are called so: choose another']);

    const { world } = await prepared(writeWorld(folder, { world: through('6120045') }));
    const [sample] = world.customers;
    if (sample === undefined) throw new Error('There is no customer');
    const { relationships } = customerOf(sample, world, instant('2026-01-01T00:00:00Z'));
    expect(Object.values(relationships).map(({ resellerTenantId }) => resellerTenantId)).toEqual([undefined, '33333333-3333-4333-8333-333333333333']);
  });
});
