import { z } from 'zod';
import { offerCall, offerQuery } from '../../src/adapters/http/offerCall';
import { offerResource, offersJudged, traditionalItems } from '../../src/adapters/http/resources/offer';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getOffer',
  method: 'GET',
  path: '/v1/offers/{offerId}',
  permission: 'catalogue.read',
  params: { offerId: opaqueIdSchema },
  query: z.object(offerQuery),
  handle: async ({ params, query, context }) => {
    const call = await offerCall(await theApp(), context, params.offerId, query.country);
    if (!call.ok) return call;
    const { catalogue, item } = call.value;
    const rank = traditionalItems(catalogue).indexOf(item);
    const judged = await call.value.judge(offersJudged(catalogue, [item]));
    return success({ status: 200, body: offerResource(catalogue, item, rank, context.locale, judged) });
  },
});
