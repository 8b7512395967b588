import { collection } from '../../src/adapters/http/collection';
import { listedRelationshipResource } from '../../src/adapters/http/resources/customerRelationship';
import { route } from '../../src/adapters/http/route';
import { readCustomer } from '../../src/app/customer/customerBook';
import { theApp } from '../../src/wiring/wiring';
import { failure, success } from '../../src/kernel/result';

// The customer sees who is, was, or asks to be its partner; a partner sees its own request, whatever became of it, and nothing else.
route({
  name: 'listRelationshipsOfCustomer',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/relationships',
  permission: 'relationships.read',
  handle: async ({ params: { customerId }, context: { caller } }) => {
    const app = await theApp();
    const customer = await readCustomer(app.commerce, customerId);
    const all = Object.entries(customer?.value.relationships ?? {}).sort(([a], [b]) => a.localeCompare(b));
    const shown = all.filter(([partner]) => caller.tenantId === customerId || caller.tenantId === partner);
    if (shown.length === 0 && caller.tenantId !== customerId) return failure({ kind: 'CustomerNotFound', customerId });
    const nameOf = async (tenantId: string | undefined): Promise<string | undefined> => (tenantId === undefined ? undefined : (await app.partnerByTenant(tenantId))?.name);
    const items = await Promise.all(
      shown.map(async ([partner, relationship]) => {
        const [partnerName, resellerName] = await Promise.all([nameOf(partner), nameOf(relationship.resellerTenantId)]);
        return listedRelationshipResource(customerId, partner, relationship, { partnerName, resellerName });
      }),
    );
    return success({ status: 200, body: collection(items, `/nextterm/v1/customers/${customerId}/relationships`) });
  },
});
