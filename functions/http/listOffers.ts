import { z } from 'zod';
import { catalogueCall, countryQuery } from '../../src/adapters/http/catalogueCall';
import { itemsOfCategory } from '../../src/adapters/http/resources/offer';
import { offerCollection, offerPageQuery } from '../../src/adapters/http/resources/offerPage';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'listOffers',
  method: 'GET',
  path: '/v1/offers',
  permission: 'catalogue.read',
  query: z.object({ ...countryQuery, ...offerPageQuery, offerCategoryId: z.string().max(100).optional().meta({ description: 'Of one category; letter case does not count.' }) }),
  handle: async ({ query, context }) => {
    const { country, size, offset, offerCategoryId } = query;
    const call = await catalogueCall(await theApp(), context, country);
    if (!call.ok) return call;
    const { catalogue } = call.value;
    const page = { path: '/offers', query: { country, ...(offerCategoryId !== undefined && { offer_category_id: offerCategoryId }) }, size, offset, locale: context.locale, judge: call.value.judge, caller: context.caller };
    return success(await offerCollection(catalogue, itemsOfCategory(catalogue, offerCategoryId), page));
  },
});
