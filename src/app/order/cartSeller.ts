import { type NamedResellers, type OtherPartner, type Seller } from '../../domain/parties/partner/resellers';

import { type Partner } from '../../domain/parties/partner/state';
import { type App } from '../ports';

type NamingLine = NamedResellers;

/** Somebody else's reseller has signed if one of its providers says so. */
const otherPartner = async ({ partnerOf }: Pick<App, 'partnerOf'>, partnerId: string): Promise<OtherPartner | undefined> => {
  const found = await partnerOf(partnerId);
  if (found === undefined) return undefined;
  if (found.kind !== 'indirect_reseller') return { isReseller: false, agreementSigned: false };
  const providers = await Promise.all(found.providers.map((provider) => partnerOf(provider)));
  const signed = providers.some((provider) => provider?.resellers.some((reseller) => reseller.partnerId === partnerId && reseller.agreementSigned));
  return { isReseller: true, agreementSigned: signed };
};

/** The partner, with whoever the lines name that is not its own reseller looked up. */
export const sellerOf = async (app: Pick<App, 'partnerOf'>, partner: Partner, lines: readonly NamingLine[]): Promise<Seller> => {
  const { tenantId, kind, resellers } = partner;
  const own = new Set(resellers.map((reseller) => reseller.partnerId));
  const named = lines.flatMap((line) => [...(line.resellerOfRecord === undefined ? [] : [line.resellerOfRecord]), ...line.additionalResellers]);
  const strangers = kind === 'indirect_provider' ? [...new Set(named)].filter((partnerId) => !own.has(partnerId)) : [];
  const found = await Promise.all(strangers.map(async (partnerId) => [partnerId, await otherPartner(app, partnerId)] as const));
  return { tenantId, kind, resellers, others: new Map(found.flatMap(([partnerId, other]) => (other === undefined ? [] : [[partnerId, other] as const]))) };
};
