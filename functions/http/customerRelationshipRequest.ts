import { z } from 'zod';
import { route } from '../../src/adapters/http/route';
import { guidSchema } from '../../src/adapters/http/wireSchemas';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { relationshipRequestUrl } from '../../src/domain/parties/customer/relationshipRequest';
import { theApp } from '../../src/wiring/wiring';
import { failure, success } from '../../src/kernel/result';

route({
  name: 'customerRelationshipRequest',
  method: 'GET',
  path: '/v1/customers/relationshiprequests',
  permission: 'relationships.request',
  user: 'required',
  query: z.object({ indirectResellerId: guidSchema.optional().meta({ description: 'Tenant of an indirect reseller of the calling provider, for a relationship through it.' }) }),
  handle: async ({ query: { indirectResellerId }, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const { tenantId, resellers } = partner.value;
    if (indirectResellerId !== undefined && !resellers.some((reseller) => reseller.tenantId === indirectResellerId)) {
      return failure({ kind: 'ResellerNotPartnered', resellerTenantId: indirectResellerId });
    }
    return success({ status: 200, body: { url: relationshipRequestUrl((await theApp()).publicUrl, tenantId, indirectResellerId), attributes: { objectType: 'RelationshipRequest' } } });
  },
});
