import { z } from 'zod';
import { relationshipVersion } from '../../../app/customer/relationshipVersion';
import { type RelationshipChange } from '../../../domain/parties/customer/changeRelationship';
import { type Relationship } from '../../../domain/parties/customer/state';
import { type PartnerRelationshipType, type RelatedPartner } from '../../../domain/parties/partner/relationships';
import { etagOf } from '../etag';
import { guidSchema } from '../wireSchemas';

export const relationshipTypes = {
  IsIndirectCloudSolutionProviderOf: 'is_indirect_cloud_solution_provider_of',
  IsIndirectResellerOf: 'is_indirect_reseller_of',
} as const satisfies Record<PartnerRelationshipType, string>;

/** A partner of a partner. */
export const partnerRelationshipResource = (type: PartnerRelationshipType) => (partner: RelatedPartner) => ({
  ...customerResellerResource(type)(partner),
  state: 'Active',
  location: partner.country,
});

/** A reseller of a customer: the same without state and location. */
export const customerResellerResource = (type: PartnerRelationshipType) => ({ tenantId, name, partnerId }: RelatedPartner) => ({
  id: tenantId,
  name,
  relationshipType: relationshipTypes[type],
  mpnId: partnerId,
  attributes: { objectType: 'PartnerRelationship' },
});

/** Own API: what a partner asks a customer for; of subscriptions no more than one transfer takes. */
export const askRelationshipBody = z.object({ resellerTenantId: guidSchema.optional().meta({ description: 'Tenant of the indirect reseller that the provider will sell through.' }), subscriptionsToMove: z.array(guidSchema).max(25).optional().meta({ description: 'Which the partner means to take over from others; naming them moves nothing.' }) });

/** Of the own API: a partner's relationship with a customer, as both of them see it. Nothing of the customer is in it. */
export const resellerRelationshipResource = (customerId: string, partnerTenantId: string, relationship: Relationship) => {
  const { status, since, resellerTenantId, subscriptionsToMove = [] } = relationship;
  return {
    customerId,
    partnerTenantId,
    status,
    since,
    ...(resellerTenantId !== undefined && { resellerTenantId }),
    ...(subscriptionsToMove.length > 0 && { subscriptionsToMove }),
    attributes: { etag: etagOf(relationshipVersion(partnerTenantId, relationship)), objectType: 'ResellerRelationship' },
  };
};

export const relationshipChangeResource = ({ customer, partnerTenantId, relationship }: RelationshipChange) =>
  resellerRelationshipResource(customer.id, partnerTenantId, relationship);

/** In the list: with the names of those that the customer may not know by their tenants. Absent: it is no partner any more. */
export const listedRelationshipResource = (customerId: string, partnerTenantId: string, relationship: Relationship, names: { readonly partnerName?: string | undefined; readonly resellerName?: string | undefined }) => ({
  ...resellerRelationshipResource(customerId, partnerTenantId, relationship),
  ...(names.partnerName !== undefined && { partnerName: names.partnerName }),
  ...(names.resellerName !== undefined && { resellerName: names.resellerName }),
});
