import { z } from 'zod';
import { customerCatalogueCall } from '../../src/adapters/http/catalogueCall';
import { traditionalItems } from '../../src/adapters/http/resources/offer';
import { offerCollection, offerPageQuery } from '../../src/adapters/http/resources/offerPage';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'listCustomerOffers',
  method: 'GET',
  path: '/v1/customers/{customerId}/offers',
  permission: 'catalogue.read',
  query: z.object(offerPageQuery),
  handle: async ({ params, query, context }) => {
    const { customerId } = params;
    const call = await customerCatalogueCall(await theApp(), context, customerId);
    if (!call.ok) return call;
    const { catalogue, judge, customerSegment } = call.value;
    const page = { path: `/customers/${customerId}/offers`, query: {}, ...query, locale: context.locale, judge, customerSegment, caller: context.caller };
    return success(await offerCollection(catalogue, traditionalItems(catalogue), page));
  },
});
