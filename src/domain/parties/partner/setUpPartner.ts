import { isCurrency } from '../../../kernel/currency';
import { failure, success, type Result } from '../../../kernel/result';
import { isPublishedCountry } from '../customer/publishedCultures';
import { type PartnerRefusal } from './refusals';
import { type Partner, type Reseller } from './state';

/** What is said of every partner, all of it each time: what is left out is gone, but for the slug. */
interface Described {
  /** Lower case. */
  readonly tenantId: string;
  readonly name: string;
  /** PartnerID (MPN id). */
  readonly partnerId: string;
  readonly country: string;
  /** Lines of the address on its invoices. */
  readonly address?: readonly string[] | undefined;
  readonly programmeStatus: Partner['programmeStatus'];
  /** Lower case, each once. */
  readonly domains: readonly string[];
  /** If absent: {@link slugOf}. */
  readonly slug?: string | undefined;
}

/** A partner that is billed. */
export interface SellerWish extends Described {
  readonly kind: 'direct_bill' | 'indirect_provider';
  readonly currency: string;
  /** PartnerIDs as they were read, if they are sent back: nothing else. */
  readonly resellers?: readonly string[] | undefined;
}

export interface ResellerWish extends Described {
  readonly kind: 'indirect_reseller';
  /** Its first provider's if absent. */
  readonly currency?: string | undefined;
  readonly agreementSigned: boolean;
  /** PartnerIDs, at least one, each once. */
  readonly providers: readonly string[];
}

export type PartnerWish = SellerWish | ResellerWish;

export const isResellerWish = (wish: PartnerWish): wish is ResellerWish => wish.kind === 'indirect_reseller';

/** What is known beside the wish, read at one moment. */
export interface PartnerStanding {
  /** Whoever has the tenant, also one that was removed. */
  readonly stored?: Partner | undefined;
  /** Of one that was removed: whether no call of it can still be under way, and nothing of it is left to bill. */
  readonly isOver: boolean;
  /** Who else signs in with the tenant. */
  readonly tenantOf?: 'operator' | 'customer' | undefined;
  /** Tenant of whoever has the PartnerID. */
  readonly partnerIdOf?: string | undefined;
  /** Tenant of whoever has the slug. */
  readonly slugHolder?: string | undefined;
  /** Tenants of whoever has one of the domains, partner or customer. */
  readonly domainsOf: ReadonlyMap<string, string>;
  /** By PartnerID: whoever the wish names as a provider, or did before. */
  readonly providers: ReadonlyMap<string, Partner>;
  /** PartnerIDs of its providers so far that sell to customers through it. */
  readonly sellsThrough: ReadonlySet<string>;
}

/** A partner as it is to be stored, with the providers whose lists change. */
export interface PartnerSetUp {
  readonly partner: Partner;
  readonly providers: readonly Partner[];
}

/** They are written with it, in one transaction. */
export const MOST_PROVIDERS = 5;
/** All of them are one row. */
export const MOST_RESELLERS = 1000;

/** Members in which a partner stays as it was made: its documents and its tax hang on them. */
const fixed = ['partnerId', 'country', 'currency'] as const;

/** The slug that is asked for, else the one it has, else one of its PartnerID. */
export const slugOf = (wish: PartnerWish, stored: Partner | undefined): string => wish.slug ?? stored?.slug ?? `${isResellerWish(wish) ? 'reseller' : 'partner'}${wish.partnerId}`;

const currencyOf = (wish: PartnerWish, { stored, providers }: PartnerStanding): string => {
  if (wish.currency !== undefined) return wish.currency;
  const [first = ''] = isResellerWish(wish) ? wish.providers : [];
  return (stored?.removedAt === undefined ? stored?.currency : undefined) ?? providers.get(first)?.currency ?? '';
};

const isSameSet = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && new Set([...a, ...b]).size === a.length;

const fixedProblem = (wish: PartnerWish, stored: Partner, currency: string): PartnerRefusal | undefined => {
  const asked = { partnerId: wish.partnerId, country: wish.country, currency };
  const member = fixed.find((each) => asked[each] !== stored[each]);
  if (member !== undefined) return { kind: 'PartnerMemberFixed', tenantId: wish.tenantId, member, stands: stored[member], asked: asked[member] };
  if ((stored.kind === 'indirect_reseller') !== isResellerWish(wish)) return { kind: 'PartnerMemberFixed', tenantId: wish.tenantId, member: 'kind', stands: stored.kind, asked: wish.kind };
  return undefined;
};

/** What is taken by others. */
const takenProblem = (wish: PartnerWish, slug: string, { tenantOf, partnerIdOf, slugHolder, domainsOf }: PartnerStanding): PartnerRefusal | undefined => {
  const { tenantId, partnerId } = wish;
  const isOfAnother = (holder: string | undefined): holder is string => holder !== undefined && holder !== tenantId;
  if (tenantOf !== undefined) return { kind: 'PartnerTenantTaken', tenantId, by: tenantOf };
  if (isOfAnother(partnerIdOf)) return { kind: 'PartnerIdTaken', partnerId, byTenantId: partnerIdOf };
  const domain = wish.domains.find((each) => isOfAnother(domainsOf.get(each)));
  if (domain !== undefined) return { kind: 'PartnerDomainTaken', domain };
  return isOfAnother(slugHolder) ? { kind: 'PartnerSlugTaken', slug } : undefined;
};

const codesProblem = ({ country }: PartnerWish, currency: string): PartnerRefusal | undefined => {
  if (!isPublishedCountry(country)) return { kind: 'PartnerCountryUnknown', country };
  return isCurrency(currency) ? undefined : { kind: 'PartnerCurrencyUnknown', currency };
};

const providersProblem = (wish: ResellerWish, { providers, stored, sellsThrough }: PartnerStanding): PartnerRefusal | undefined => {
  const { tenantId } = wish;
  const unknown = wish.providers.find((partnerId) => providers.get(partnerId)?.kind !== 'indirect_provider');
  if (unknown !== undefined) return { kind: 'ProviderUnknown', partnerId: unknown };
  const full = wish.providers.find((partnerId) => {
    const { resellers = [] } = providers.get(partnerId) ?? {};
    return resellers.length >= MOST_RESELLERS && !resellers.some((reseller) => reseller.tenantId === tenantId);
  });
  if (full !== undefined) return { kind: 'ProviderFull', partnerId: full, most: MOST_RESELLERS };
  const left = (stored?.providers ?? []).find((partnerId) => !wish.providers.includes(partnerId) && sellsThrough.has(partnerId));
  return left === undefined ? undefined : { kind: 'PartnerStillUsed', tenantId, by: 'customers', provider: left };
};

const sellerProblem = (wish: SellerWish, stored: Partner | undefined): PartnerRefusal | undefined => {
  const { tenantId, kind } = wish;
  const has = stored?.resellers ?? [];
  const sent = wish.resellers;
  if (sent !== undefined && !isSameSet(sent, has.map(({ partnerId }) => partnerId))) return { kind: 'ResellersSetElsewhere', tenantId };
  return kind === 'direct_bill' && has.length > 0 ? { kind: 'PartnerStillUsed', tenantId, by: 'resellers' } : undefined;
};

const problemOf = (wish: PartnerWish, currency: string, slug: string, standing: PartnerStanding): PartnerRefusal | undefined => {
  const { stored, isOver } = standing;
  return (
    (stored === undefined || (stored.removedAt !== undefined && isOver) ? undefined : fixedProblem(wish, stored, currency)) ??
    // A reseller's currency may be its provider's.
    (isResellerWish(wish) ? providersProblem(wish, standing) : sellerProblem(wish, stored)) ??
    codesProblem(wish, currency) ??
    takenProblem(wish, slug, standing)
  );
};

const asReseller = ({ name, partnerId, tenantId, country, agreementSigned = false }: Partner): Reseller => ({ name, partnerId, tenantId, country, agreementSigned });

/** A provider with the reseller in its list as it now is, or without it; undefined where nothing changes. The order of the list stays. */
const withReseller = (provider: Partner, reseller: Reseller, isListed: boolean): Partner | undefined => {
  const at = provider.resellers.findIndex(({ tenantId }) => tenantId === reseller.tenantId);
  if (!isListed) return at === -1 ? undefined : { ...provider, resellers: provider.resellers.filter((_, index) => index !== at), version: provider.version + 1 };
  if (at !== -1 && JSON.stringify(provider.resellers[at]) === JSON.stringify(reseller)) return undefined;
  return { ...provider, resellers: at === -1 ? [...provider.resellers, reseller] : provider.resellers.with(at, reseller), version: provider.version + 1 };
};

/** Every provider whose list is another once the reseller is as it is here, or is gone. */
export const providersChangedBy = (reseller: Partner, providers: Iterable<Partner>): readonly Partner[] => {
  const isGone = reseller.removedAt !== undefined;
  return [...providers].flatMap((provider) => withReseller(provider, asReseller(reseller), !isGone && reseller.providers.includes(provider.partnerId)) ?? []);
};

/** A partner without what only storing it knows: equal when nothing was changed. */
const comparable = ({ version: _version, ...partner }: Partner): string => JSON.stringify(Object.entries(partner).filter(([, value]) => value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)));

const describedPartner = (wish: PartnerWish, currency: string, slug: string, stored: Partner | undefined): Partner => ({
  slug,
  name: wish.name,
  tenantId: wish.tenantId,
  partnerId: wish.partnerId,
  kind: wish.kind,
  country: wish.country,
  ...(wish.address !== undefined && { address: [...wish.address] }),
  currency,
  programmeStatus: wish.programmeStatus,
  resellers: stored?.resellers ?? [],
  providers: isResellerWish(wish) ? [...wish.providers] : [],
  ...(isResellerWish(wish) && { agreementSigned: wish.agreementSigned }),
  ...(wish.domains.length > 0 && { domains: [...wish.domains] }),
  version: stored === undefined ? 1 : stored.version + 1,
});

/**
 * PAR-4: a partner is set up as the operator says, whole, and again with the same it stays as it is. What its documents hang on stays for good: PartnerID, country, currency, and whether it is a reseller; nothing is anybody else's; and an
 * indirect reseller is in the list of each of its providers, and of nobody else.
 * @returns the partner and the providers that change with it, each with its next version; undefined where nothing changes.
 * Refused: PartnerMemberFixed, PartnerCountryUnknown, PartnerCurrencyUnknown, PartnerTenantTaken, PartnerIdTaken, PartnerDomainTaken, PartnerSlugTaken, ProviderUnknown, ProviderFull, PartnerStillUsed, ResellersSetElsewhere.
 */
export const setUpPartner = (wish: PartnerWish, standing: PartnerStanding): Result<PartnerSetUp | undefined, PartnerRefusal> => {
  const { stored, providers } = standing;
  const currency = currencyOf(wish, standing);
  const slug = slugOf(wish, stored);
  const problem = problemOf(wish, currency, slug, standing);
  if (problem !== undefined) return failure(problem);
  const described = describedPartner(wish, currency, slug, stored);
  const changed = isResellerWish(wish) ? providersChangedBy(described, providers.values()) : [];
  if (stored !== undefined && changed.length === 0 && comparable(stored) === comparable(described)) return success(undefined);
  return success({ partner: described, providers: changed });
};
