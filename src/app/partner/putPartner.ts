import { removePartner as decideRemoval } from '../../domain/parties/partner/removePartner';
import { setUpPartner, type PartnerSetUp, type PartnerWish } from '../../domain/parties/partner/setUpPartner';
import { type Partner } from '../../domain/parties/partner/state';
import { ANY_ETAG, type PartitionStore, type Write } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { claimDomain, releaseDomain } from '../customer/domainClaims';
import { type Refusal } from '../refusals';
import { rowValue } from '../schema/rowForms';
import { domainKey, partnerIdKey, PARTNERS_PARTITION, readPartner, slugKey, tenantFoundBy, tenantKey, type StoredPartner } from './partnerRows';
import { readStanding, storedProviders, useOf, type PartnerPorts } from './partnerStanding';

/** A partner, and how it stood before; `before` and `partner` are the same where nothing changed. */
export interface PutPartner {
  readonly partner: Partner;
  /** Absent: it was made. */
  readonly before?: Partner;
}

/** Others may write the same rows; partners are few, and who changes them fewer. */
const ATTEMPTS = 8;

/** Keys by which a partner is found, beside its tenant. */
const foundBy = ({ partnerId, slug, domains = [], removedAt }: Partner): readonly string[] => (removedAt === undefined ? [partnerIdKey(partnerId), slugKey(slug), ...domains.map(domainKey)] : []);

/** Rows that say whose a key is: the new ones, and those that are nobody's any more. What is this partner's already stays, and changes with its own row alone, which guards it; one that another has made meanwhile stops the commit. */
const indexWrites = async (rows: PartitionStore, partner: Partner, before: Partner | undefined): Promise<readonly Write[]> => {
  const { tenantId } = partner;
  const keys = foundBy(partner);
  const gone = before === undefined ? [] : foundBy(before).filter((key) => !keys.includes(key));
  const own = new Set((await Promise.all([...keys, ...gone].map(async (key) => ((await tenantFoundBy(rows, key)) === tenantId ? [key] : [])))).flat());
  return [
    ...keys.filter((key) => !own.has(key)).map((key): Write => ({ op: 'create', key, value: { type: 'tenantOf', tenantId } })),
    ...gone.filter((key) => own.has(key)).map((key): Write => ({ op: 'delete', key, etag: ANY_ETAG })),
  ];
};

const partnerWrite = (partner: Partner, stored: StoredPartner | undefined): Write => {
  const row = { key: tenantKey(partner.tenantId), value: rowValue('Partners', 'partner', partner) };
  return stored === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag: stored.etag };
};

/** All of it in one transaction. @returns false where others have written meanwhile. */
const store = async ({ partners, partnerRows }: PartnerPorts, { partner, providers }: PartnerSetUp, stored: StoredPartner | undefined, storedProviderRows: ReadonlyMap<string, StoredPartner>): Promise<boolean> => {
  const writes = [
    partnerWrite(partner, stored),
    ...(await indexWrites(partnerRows, partner, stored?.value)),
    ...providers.map((provider) => partnerWrite(provider, storedProviderRows.get(provider.partnerId))),
  ];
  const outcome = await partnerRows.commit(PARTNERS_PARTITION, writes);
  partners.forget([partner, ...providers].map(({ tenantId }) => tenantId));
  return outcome.ok;
};

/**
 * Claims domains in the directory while they become a partner's, as a customer that is made does: of two who want one at the same moment one gets the claim, and whoever claims later finds the partner.
 * @returns the first that is another's; then none is kept.
 */
const claimDomains = async (ports: PartnerPorts, tenantId: string, domains: readonly string[]): Promise<string | undefined> => {
  for (const [index, domain] of domains.entries()) {
    if (await claimDomain(ports, domain, tenantId, ports.clock.now())) continue;
    await releaseDomains(ports, tenantId, domains.slice(0, index));
    return domain;
  }
  return undefined;
};

/** What a crash leaves claimed is taken over in time. */
const releaseDomains = async (ports: PartnerPorts, tenantId: string, domains: readonly string[]): Promise<void> => {
  for (const domain of domains) await releaseDomain(ports, domain, tenantId);
};

/**
 * PAR-4: makes a partner, or makes it what is said; its rows, what it is found by, and the lists of its providers in one transaction. The one way to make a partner. This process knows it at once, others within a minute.
 * Refused: whatever {@link setUpPartner} refuses; TooMuchContention. @throws RowUnreadable, and when the store fails.
 */
export const putPartner = async (ports: PartnerPorts, wish: PartnerWish): Promise<Result<PutPartner, Refusal>> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { standing, stored, providers } = await readStanding(ports, wish);
    const decision = setUpPartner(wish, standing);
    if (!decision.ok) return decision;
    const before = stored?.value.removedAt === undefined ? stored?.value : undefined;
    if (decision.value === undefined) return success({ partner: (stored as StoredPartner).value, ...(before && { before }) });
    const added = wish.domains.filter((domain) => !standing.domainsOf.has(domain));
    const taken = await claimDomains(ports, wish.tenantId, added);
    if (taken !== undefined) return failure({ kind: 'PartnerDomainTaken', domain: taken });
    const isStored = await store(ports, decision.value, stored, providers);
    await releaseDomains(ports, wish.tenantId, added);
    if (isStored) return success({ partner: decision.value.partner, ...(before && { before }) });
  }
  return failure({ kind: 'TooMuchContention' });
};

/**
 * PAR-4: removes a partner that nothing needs, with what it is found by, in one transaction.
 * Refused: PartnerNotFound, PartnerStillUsed, TooMuchContention. @returns it as it stood. @throws RowUnreadable, and when the store fails.
 */
export const removePartner = async (ports: PartnerPorts, tenantId: string): Promise<Result<Partner, Refusal>> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const stored = await readPartner(ports.partnerRows, tenantId);
    if (stored === undefined || stored.value.removedAt !== undefined) return failure({ kind: 'PartnerNotFound', tenantId });
    const providers = await storedProviders(ports.partnerRows, stored.value.providers);
    const decision = decideRemoval(stored.value, await useOf(ports, stored.value), [...providers.values()].map(({ value }) => value), ports.clock.now());
    if (!decision.ok) return decision;
    if (await store(ports, decision.value, stored, providers)) return success(stored.value);
  }
  return failure({ kind: 'TooMuchContention' });
};
