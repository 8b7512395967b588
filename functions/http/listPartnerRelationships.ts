import { z } from 'zod';
import { collection } from '../../src/adapters/http/collection';
import { partnerRelationshipResource } from '../../src/adapters/http/resources/customerRelationship';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';
import { partnerRelationshipTypes, relatedPartners } from '../../src/domain/parties/partner/relationships';

route({
  name: 'listPartnerRelationships',
  method: 'GET',
  path: '/v1/relationships',
  permission: 'partners.read',
  user: 'required',
  query: z.object({ relationshipType: z.enum(partnerRelationshipTypes) }),
  handle: async ({ query: { relationshipType }, context }) => {
    const app = await theApp();
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const named = await Promise.all(partner.value.providers.map((partnerId) => app.partnerOf(partnerId)));
    const providers = named.filter((provider) => provider !== undefined);
    const items = relatedPartners(partner.value, relationshipType, providers).map(partnerRelationshipResource(relationshipType));
    return success({ status: 200, body: collection(items, `/relationships?relationship_type=${relationshipType}`) });
  },
});
