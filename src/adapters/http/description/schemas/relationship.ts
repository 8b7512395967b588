import { z } from 'zod';
import { relationshipTypes } from '../../resources/customerRelationship';
import { relationshipSchema } from '../../../../domain/parties/customer/state';
import { attributesOf, country, guid, instant, members, named, versionedAttributesOf } from './answerSchema';
import { partnerId } from './partnerId';

const relatedMembers = { id: guid.meta({ description: 'Its tenant.' }), name: z.string(), relationshipType: z.enum(Object.values(relationshipTypes)), mpnId: partnerId, attributes: attributesOf('PartnerRelationship') };

/** The indirect reseller of a customer. */
export const customerReseller = named('CustomerReseller', members(relatedMembers));

/** A partner of a partner. */
export const partnerRelationship = named('PartnerRelationship', members({ ...relatedMembers, state: z.literal('Active'), location: country }));

const related = {
  customerId: guid,
  partnerTenantId: guid,
  status: relationshipSchema.shape.status,
  since: instant.meta({ description: 'When it came to be so.' }),
  resellerTenantId: guid.optional().meta({ description: 'Of the indirect reseller that the provider sells through.' }),
  subscriptionsToMove: z.array(guid).optional().meta({ description: 'Which the partner means to take over from others; naming them moves nothing.' }),
  attributes: versionedAttributesOf('ResellerRelationship'),
};

/** Of a partner with a customer, as both of them see it. */
export const resellerRelationship = named('ResellerRelationship', members(related));

/** In the list, with names. */
export const listedRelationship = named(
  'ListedRelationship',
  members({ ...related, partnerName: z.string().optional().meta({ description: 'Absent: it is no partner here any more.' }), resellerName: z.string().optional() }),
);
