import { isPublishedCountry } from '../../domain/parties/customer/publishedCultures';
import { MOST_PROVIDERS } from '../../domain/parties/partner/setUpPartner';
import { isCurrency } from '../../kernel/currency';
import { type WorldFile } from './worldSchema';

/** What is wrong at one place of the file. */
export interface PathProblem {
  readonly path: readonly PropertyKey[];
  readonly reason: string;
}

interface Named {
  readonly path: readonly PropertyKey[];
  readonly value: string;
}

/** Each after the first of the same value. */
const repeated = (what: string, all: readonly Named[]): PathProblem[] => {
  const seen = new Set<string>();
  return all.flatMap(({ path, value }) => {
    const key = value.toLowerCase();
    if (seen.has(key)) return [{ path, reason: `the ${what} ${value} is another's already` }];
    seen.add(key);
    return [];
  });
};

const resellersOf = ({ partners }: WorldFile) => partners.flatMap(({ resellers }, at) => resellers.map((reseller, index) => ({ reseller, path: ['partners', at, 'resellers', index] as const })));

/** A reseller of several providers stands under each of them, with the same PartnerID and tenant. */
const resellersOnce = (world: WorldFile) => {
  const seen = new Set<string>();
  return resellersOf(world).filter(({ reseller: { tenantId, partnerId } }) => {
    const key = `${tenantId.toLowerCase()} ${partnerId}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};

/** A reseller of several providers is one partner: what is said of it under each of them is the same. */
const resellersAgree = (world: WorldFile): PathProblem[] => {
  const first = new Map<string, ReturnType<typeof resellersOf>[number]['reseller']>();
  return resellersOf(world).flatMap(({ reseller, path }) => {
    const tenantId = reseller.tenantId.toLowerCase();
    const before = first.get(tenantId) ?? reseller;
    first.set(tenantId, before);
    return (['name', 'country', 'agreementSigned'] as const).filter((member) => reseller[member] !== before[member]).map((member) => ({ path: [...path, member], reason: `the reseller ${reseller.partnerId} stands under another provider with another ${member}: ${String(before[member])}` }));
  });
};

/** Each provider has a reseller once. */
const resellersTwice = ({ partners }: WorldFile): PathProblem[] =>
  partners.flatMap(({ resellers }, at) => {
    const seen = new Set<string>();
    return resellers.flatMap(({ tenantId, partnerId }, index) => {
      const key = `${tenantId.toLowerCase()} ${partnerId}`;
      const isTwice = seen.has(key);
      seen.add(key);
      return isTwice ? [{ path: ['partners', at, 'resellers', index], reason: `the reseller ${partnerId} stands twice under this provider` }] : [];
    });
  });

const onceOnly = (world: WorldFile, operatorTenantId: string): PathProblem[] => {
  const { partners, customers } = world;
  const own = (list: 'partners' | 'customers', member: string, values: readonly string[]): Named[] => values.map((value, index) => ({ path: [list, index, member], value }));
  const resellers = resellersOnce(world);
  const tenants = [
    ...own('partners', 'tenantId', partners.map(({ tenantId }) => tenantId)),
    ...resellers.map(({ reseller, path }) => ({ path: [...path, 'tenantId'], value: reseller.tenantId })),
    ...own('customers', 'tenantId', customers.map(({ tenantId }) => tenantId)),
  ];
  const partnerIds = [...own('partners', 'partnerId', partners.map(({ partnerId }) => partnerId)), ...resellers.map(({ reseller, path }) => ({ path: [...path, 'partnerId'], value: reseller.partnerId }))];
  const domains = [...partners.flatMap(({ domains: of }, index) => of.map((value, place) => ({ path: ['partners', index, 'domains', place], value }))), ...own('customers', 'domain', customers.map(({ domain }) => domain))];
  return [...repeated('slug', own('partners', 'slug', partners.map(({ slug }) => slug))), ...repeated('tenant id', [{ path: [], value: operatorTenantId }, ...tenants]), ...repeated('PartnerID', partnerIds), ...repeated('domain', domains)];
};

/** Codes that have the right form and mean nothing. */
const unknownCodes = (world: WorldFile): PathProblem[] => {
  const countries = [...world.partners.map(({ country }, index) => ({ country, path: ['partners', index] as readonly PropertyKey[] })), ...resellersOf(world).map(({ reseller: { country }, path }) => ({ country, path })), ...world.customers.map(({ country }, index) => ({ country, path: ['customers', index] as readonly PropertyKey[] }))];
  return [
    ...countries.flatMap(({ country, path }) => (isPublishedCountry(country) ? [] : [{ path: [...path, 'country'], reason: `no country is called ${country}` }])),
    ...world.partners.flatMap(({ currency }, index) => (isCurrency(currency) ? [] : [{ path: ['partners', index, 'currency'], reason: `no currency is called ${currency}` }])),
  ];
};

const tooManyProviders = (world: WorldFile): PathProblem[] => {
  const counts = new Map<string, number>();
  return resellersOf(world).flatMap(({ reseller: { tenantId }, path }) => {
    const count = (counts.get(tenantId.toLowerCase()) ?? 0) + 1;
    counts.set(tenantId.toLowerCase(), count);
    return count === MOST_PROVIDERS + 1 ? [{ path, reason: `a reseller has at most ${MOST_PROVIDERS} providers` }] : [];
  });
};

/** A client id is `{slug}-{role}`; `reseller{PartnerID}-{role}` is a reseller's, and `operator`, with the domains that go with that slug, the operator's. */
const reservedSlugs = ({ partners }: WorldFile): PathProblem[] =>
  partners.flatMap(({ slug }, index) => {
    const whose = /^reseller\d+$/.test(slug) ? 'resellers' : slug === 'operator' ? 'the operator' : undefined;
    return whose === undefined ? [] : [{ path: ['partners', index, 'slug'], reason: `client ids of ${whose} are called so: choose another` }];
  });

const resellersOfOthers = ({ partners }: WorldFile): PathProblem[] => partners.flatMap(({ kind, resellers }, index) => (kind === 'direct_bill' && resellers.length > 0 ? [{ path: ['partners', index, 'resellers'], reason: 'only an indirect provider has resellers' }] : []));

const ofCustomers = (world: WorldFile): PathProblem[] => {
  const slugs = new Set(world.partners.map(({ slug }) => slug));
  const resellers = new Set(resellersOf(world).map(({ reseller }) => reseller.partnerId));
  const unknown = (slug: string): string => `no partner has the slug "${slug}"`;
  const isThrough = (relationships: Readonly<Record<string, string>>, resellerId: string): boolean => world.partners.some(({ slug, resellers: own }) => Object.hasOwn(relationships, slug) && own.some(({ partnerId }) => partnerId === resellerId));
  return world.customers.flatMap(({ relationships, agreements, resellerPartnerId, legacyAzure }, index) => {
    const at = ['customers', index];
    return [
      ...(Object.keys(relationships).length === 0 ? [{ path: [...at, 'relationships'], reason: 'a customer has a relationship with one partner at least' }] : []),
      ...Object.keys(relationships).flatMap((slug) => (slugs.has(slug) ? [] : [{ path: [...at, 'relationships', slug], reason: unknown(slug) }])),
      ...agreements.flatMap(({ partner }, place) => (slugs.has(partner) ? [] : [{ path: [...at, 'agreements', place, 'partner'], reason: unknown(partner) }])),
      ...(resellerPartnerId === undefined || isThrough(relationships, resellerPartnerId)
        ? []
        : [{ path: [...at, 'resellerPartnerId'], reason: resellers.has(resellerPartnerId) ? `the reseller ${resellerPartnerId} is of no partner that the customer has a relationship with` : `no reseller has the PartnerID ${resellerPartnerId}` }]),
      ...(legacyAzure === undefined || slugs.has(legacyAzure.partner) ? [] : [{ path: [...at, 'legacyAzure', 'partner'], reason: unknown(legacyAzure.partner) }]),
    ];
  });
};

const ofPortfolios = ({ partners, customers, portfolios }: WorldFile): PathProblem[] => {
  const slugs = new Set(partners.map(({ slug }) => slug));
  const names = new Set(customers.flatMap(({ tenantId, domain }) => [tenantId.toLowerCase(), domain]));
  return portfolios.flatMap(({ partner, customer }, index) => [
    ...(slugs.has(partner) ? [] : [{ path: ['portfolios', index, 'partner'], reason: `no partner has the slug "${partner}"` }]),
    ...(customer === undefined || names.has(customer.toLowerCase()) ? [] : [{ path: ['portfolios', index, 'customer'], reason: `there is no customer "${customer}"` }]),
  ]);
};

/** What a well-formed file says that does not hold together. @param operatorTenantId which is nobody else's. */
export const referenceProblems = (world: WorldFile, operatorTenantId: string): readonly PathProblem[] => [
  ...onceOnly(world, operatorTenantId),
  ...unknownCodes(world),
  ...resellersAgree(world),
  ...resellersTwice(world),
  ...tooManyProviders(world),
  ...reservedSlugs(world),
  ...resellersOfOthers(world),
  ...ofCustomers(world),
  ...ofPortfolios(world),
];
