import { z } from 'zod';
import { catalogueCall, countryQuery } from '../../src/adapters/http/catalogueCall';
import { promotionWithConstraints } from '../../src/adapters/http/resources/promotion';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { theApp } from '../../src/wiring/wiring';
import { findPromotion } from '../../src/domain/catalogue/promotionEligibility';
import { failure, success } from '../../src/kernel/result';

// Past ones too: whoever reconciles an invoice asks for them.
route({
  name: 'getPromotion',
  method: 'GET',
  path: '/v1/productpromotions/{promotionId}',
  permission: 'promotions.read',
  params: { promotionId: opaqueIdSchema },
  query: z.object(countryQuery),
  handle: async ({ params, query, context }) => {
    const { promotionId } = params;
    const call = await catalogueCall(await theApp(), context, query.country);
    if (!call.ok) return call;
    const promotion = findPromotion(call.value.catalogue, promotionId, context.now);
    return promotion === undefined ? failure({ kind: 'PromotionNotFound', promotionId, market: query.country }) : success({ status: 200, body: promotionWithConstraints(promotion) });
  },
});
