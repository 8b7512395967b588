import { z } from 'zod';
import { catalogueCall, countryQuery } from '../../src/adapters/http/catalogueCall';
import { collection } from '../../src/adapters/http/collection';
import { offerCategoryResources } from '../../src/adapters/http/resources/offer';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'listOfferCategories',
  method: 'GET',
  path: '/v1/offercategories',
  permission: 'catalogue.read',
  query: z.object(countryQuery),
  handle: async ({ query: { country }, context }) => {
    const call = await catalogueCall(await theApp(), context, country);
    if (!call.ok) return call;
    return success({ status: 200, body: collection(offerCategoryResources(call.value.catalogue, context.locale), `/offercategories?country=${country}`) });
  },
});
