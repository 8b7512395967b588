import { customerCatalogueCall } from '../../src/adapters/http/catalogueCall';
import { skuAnswer } from '../../src/adapters/http/resources/catalogueAnswers';
import { NO_RESERVATIONS } from '../../src/adapters/http/queryForNothing';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'getCustomerSku',
  method: 'GET',
  path: '/v1/customers/{customerId}/products/{productId}/skus/{skuId}',
  permission: 'catalogue.read',
  queryForNothing: NO_RESERVATIONS,
  params: { productId: opaqueIdSchema, skuId: opaqueIdSchema },
  handle: async ({ params, context }) => {
    const call = await customerCatalogueCall(await theApp(), context, params.customerId);
    return call.ok ? skuAnswer(call.value, params.productId, params.skuId) : call;
  },
});
