import { type PartnerWish, type ResellerWish, type SellerWish } from './setUpPartner';
import { type Partner } from './state';

const sellerWish = (partner: Partner): SellerWish[] => {
  const { kind, slug, name, tenantId, partnerId, country, address, currency, programmeStatus, domains = [] } = partner;
  return kind === 'indirect_reseller' ? [] : [{ kind, slug, name, tenantId, partnerId, country, ...(address && { address }), currency, programmeStatus, domains }];
};

/**
 * Partners as files list them, resellers under their providers, as what is to be put, in an order in which it can be: providers come before their resellers. A reseller of several providers is one partner with all of them.
 */
export const wishesOf = (partners: readonly Partner[]): readonly PartnerWish[] => {
  const resellers = new Map<string, ResellerWish>();
  for (const provider of partners) {
    for (const { name, tenantId, partnerId, country, agreementSigned } of provider.resellers) {
      const providers = [...(resellers.get(tenantId)?.providers ?? []), provider.partnerId];
      resellers.set(tenantId, { kind: 'indirect_reseller', name, tenantId, partnerId, country, agreementSigned, programmeStatus: 'active', domains: [], providers });
    }
  }
  return [...partners.flatMap(sellerWish), ...resellers.values()];
};
