import { customerCatalogueCall } from '../../src/adapters/http/catalogueCall';
import { collection } from '../../src/adapters/http/collection';
import { offerCategoryResources } from '../../src/adapters/http/resources/offer';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'listCustomerOfferCategories',
  method: 'GET',
  path: '/v1/customers/{customerId}/offercategories',
  permission: 'catalogue.read',
  handle: async ({ params: { customerId }, context }) => {
    const call = await customerCatalogueCall(await theApp(), context, customerId);
    if (!call.ok) return call;
    return success({ status: 200, body: collection(offerCategoryResources(call.value.catalogue, context.locale), `/customers/${customerId}/offercategories`) });
  },
});
