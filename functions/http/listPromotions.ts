import { z } from 'zod';
import { catalogueCall, countryQuery } from '../../src/adapters/http/catalogueCall';
import { collection } from '../../src/adapters/http/collection';
import { promotionResource } from '../../src/adapters/http/resources/promotion';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';
import { isRunning } from '../../src/domain/catalogue/promotionEligibility';
import { segments } from '../../src/domain/catalogue/state';
import { success } from '../../src/kernel/result';

route({
  name: 'listPromotions',
  method: 'GET',
  path: '/v1/productpromotions',
  permission: 'promotions.read',
  query: z.object({ ...countryQuery, segment: z.enum(segments) }),
  handle: async ({ query, context }) => {
    const { country, segment } = query;
    const call = await catalogueCall(await theApp(), context, country);
    if (!call.ok) return call;
    const running = call.value.catalogue.promotions.filter((promotion) => promotion.segment === segment && isRunning(promotion, context.now));
    return success({ status: 200, body: collection(running.map(promotionResource), `/productpromotions?country=${country}&segment=${segment}`) });
  },
});
