import { type Partner, type Reseller } from './state';

export const partnerRelationshipTypes = ['IsIndirectCloudSolutionProviderOf', 'IsIndirectResellerOf'] as const;
export type PartnerRelationshipType = (typeof partnerRelationshipTypes)[number];

/** One partner as another's relationship shows it. */
export type RelatedPartner = Pick<Reseller, 'tenantId' | 'name' | 'partnerId' | 'country'>;

/** A provider's resellers, or a reseller's providers; nobody for a partner that is neither. @param providers those whose PartnerIDs the reseller names. */
export const relatedPartners = (partner: Partner, type: PartnerRelationshipType, providers: readonly Partner[]): readonly RelatedPartner[] => {
  if (type === 'IsIndirectCloudSolutionProviderOf') return partner.resellers;
  return partner.kind === 'indirect_reseller' ? providers : [];
};
