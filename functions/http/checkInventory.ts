import { z } from 'zod';
import { catalogueCall, countryQuery } from '../../src/adapters/http/catalogueCall';
import { inventoryItems, inventoryResource, offersAsked } from '../../src/adapters/http/resources/catalogueInventory';
import { route } from '../../src/adapters/http/route';
import { guidSchema } from '../../src/adapters/http/wireSchemas';
import { customerOf } from '../../src/app/customer/customerBook';
import { customerJudge } from '../../src/app/order/offerJudge';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { callingPartner } from '../../src/adapters/http/writeCall';

const mostItems = 100;

const InventoryBody = z.object({
  targetItems: z.array(z.object({ productId: z.string().max(50), skuId: z.string().max(50).optional().meta({ description: 'Absent: all SKUs of the product.' }) })).max(mostItems),
  inventoryContext: z.object({ customerId: guidSchema.optional().meta({ description: 'For whom; absent: for anybody.' }) }).optional(),
});

// It reads, though it is posted.
route({
  name: 'checkInventory',
  method: 'POST',
  path: '/v1/extensions/product/checkInventory',
  permission: 'catalogue.read',
  preview: 'unsupported',
  query: z.object(countryQuery),
  body: InventoryBody,
  handle: async ({ query, body, context }) => {
    const app = await theApp();
    const call = await catalogueCall(app, context, query.country);
    if (!call.ok) return call;
    const { catalogue, judge } = call.value;
    const items = inventoryItems(catalogue, body.targetItems);
    const customerId = body.inventoryContext?.customerId;
    if (customerId === undefined) {
      const judged = await judge(items.flatMap((item) => offersAsked(catalogue, item)));
      return success({ status: 200, body: inventoryResource(catalogue, items, judged) });
    }
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const customer = await customerOf(app.commerce, customerId, partner.value.tenantId);
    if (!customer.ok) return customer;
    const { country, segment } = customer.value.value;
    const offers = items.flatMap((item) => offersAsked(catalogue, item, segment));
    const judged = await customerJudge(app, partner.value, customer.value.value, await app.catalogueOf(country), offers, context.now);
    return success(withUnreadable({ status: 200, body: inventoryResource(catalogue, items, judged, segment) }, judged.unreadable, context.caller));
  },
});
