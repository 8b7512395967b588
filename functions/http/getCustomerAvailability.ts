import { customerCatalogueCall } from '../../src/adapters/http/catalogueCall';
import { availabilityAnswer } from '../../src/adapters/http/resources/catalogueAnswers';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'getCustomerAvailability',
  method: 'GET',
  path: '/v1/customers/{customerId}/products/{productId}/skus/{skuId}/availabilities/{availabilityId}',
  permission: 'catalogue.read',
  params: { productId: opaqueIdSchema, skuId: opaqueIdSchema, availabilityId: opaqueIdSchema },
  handle: async ({ params, context }) => {
    const call = await customerCatalogueCall(await theApp(), context, params.customerId);
    return call.ok ? availabilityAnswer(call.value, params.productId, params.skuId, params.availabilityId) : call;
  },
});
