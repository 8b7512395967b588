import { type PartnerKind, type Reseller } from './state';

/** Source: "Create a cart", additional resellers. */
export const MOST_ADDITIONAL_RESELLERS = 5;

/** A partner that is no reseller of the seller, as far as a line that names it needs to know. */
export interface OtherPartner {
  readonly isReseller: boolean;
  readonly agreementSigned: boolean;
}

/** Who sells, and whom it may name on a line. */
export interface Seller {
  /** Tenant of the selling partner. */
  readonly tenantId: string;
  readonly kind: PartnerKind;
  /** Its own resellers. */
  readonly resellers: readonly Reseller[];
  /** By PartnerID: whoever else the lines at hand name and this installation knows. */
  readonly others: ReadonlyMap<string, OtherPartner>;
}

/** PartnerIDs. */
export interface NamedResellers {
  readonly resellerOfRecord?: string | undefined;
  readonly additionalResellers: readonly string[];
}

export type ResellerProblem =
  | { readonly kind: 'ResellerNotAllowed' }
  | { readonly kind: 'TooManyResellers'; readonly named: number; readonly most: number }
  | { readonly kind: 'AdditionalResellerWithoutFirst' }
  | { readonly kind: 'ResellerNamedTwice'; readonly partnerId: string }
  | { readonly kind: 'ResellerUnknown'; readonly partnerId: string }
  | { readonly kind: 'ResellerNotOfProvider'; readonly partnerId: string }
  | { readonly kind: 'ResellerAgreementMissing'; readonly partnerId: string };

const ownReseller = (seller: Seller, partnerId: string): Reseller | undefined => seller.resellers.find((reseller) => reseller.partnerId === partnerId);

const firstProblem = (seller: Seller, partnerId: string): ResellerProblem | undefined => {
  const own = ownReseller(seller, partnerId);
  if (own === undefined) return { kind: seller.others.has(partnerId) ? 'ResellerNotOfProvider' : 'ResellerUnknown', partnerId };
  return own.agreementSigned ? undefined : { kind: 'ResellerAgreementMissing', partnerId };
};

/** An additional one may belong to another provider: it only has to exist and to have signed. */
const additionalProblem = (seller: Seller, partnerId: string): ResellerProblem | undefined => {
  const found = ownReseller(seller, partnerId) ?? seller.others.get(partnerId);
  if (found === undefined) return { kind: 'ResellerUnknown', partnerId };
  if ('isReseller' in found && !found.isReseller) return { kind: 'ResellerNotOfProvider', partnerId };
  return found.agreementSigned ? undefined : { kind: 'ResellerAgreementMissing', partnerId };
};

/**
 * ORD-2: what is wrong with the resellers a line names; nothing if it names none. The first must be an own reseller of the indirect provider, up to five more
 * may follow it, and each has signed the Microsoft Partner Agreement. A partner that sells directly names nobody.
 */
export const resellerProblem = ({ resellerOfRecord, additionalResellers }: NamedResellers, seller: Seller): ResellerProblem | undefined => {
  if (resellerOfRecord === undefined && additionalResellers.length === 0) return undefined;
  if (seller.kind !== 'indirect_provider') return { kind: 'ResellerNotAllowed' };
  if (resellerOfRecord === undefined) return { kind: 'AdditionalResellerWithoutFirst' };
  if (additionalResellers.length > MOST_ADDITIONAL_RESELLERS) return { kind: 'TooManyResellers', named: additionalResellers.length, most: MOST_ADDITIONAL_RESELLERS };
  const named = [resellerOfRecord, ...additionalResellers];
  const twice = named.find((partnerId, index) => named.indexOf(partnerId) < index);
  if (twice !== undefined) return { kind: 'ResellerNamedTwice', partnerId: twice };
  return firstProblem(seller, resellerOfRecord) ?? additionalResellers.map((partnerId) => additionalProblem(seller, partnerId)).find((problem) => problem !== undefined);
};
