import { z } from 'zod';
import { catalogueCall, countryQuery } from '../../src/adapters/http/catalogueCall';
import { inventoryResource } from '../../src/adapters/http/resources/catalogueInventory';
import { route } from '../../src/adapters/http/route';
import { guidSchema } from '../../src/adapters/http/wireSchemas';
import { customerOf } from '../../src/app/customer/customerBook';
import { listSubscriptions } from '../../src/app/subscription/subscriptionBook';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';
import { standingOf } from '../../src/domain/subscription/limits/customerStanding';

const mostItems = 100;

const InventoryBody = z.object({
  targetItems: z.array(z.object({ productId: z.string().max(50), skuId: z.string().max(50).optional() })).max(mostItems),
  inventoryContext: z.object({ customerId: guidSchema.optional() }).optional(),
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
    const { catalogue } = call.value;
    const { tenantId } = context.caller;
    const buyer = { partner: { tenantId }, customerMarket: query.country, holdings: [], at: context.now };
    const customerId = body.inventoryContext?.customerId;
    if (customerId === undefined) return success({ status: 200, body: inventoryResource(catalogue, body.targetItems, buyer) });
    const customer = await customerOf(app.commerce, customerId, tenantId);
    if (!customer.ok) return customer;
    const { holdings } = standingOf(await listSubscriptions(app.commerce, customerId), tenantId, context.now);
    return success({ status: 200, body: inventoryResource(catalogue, body.targetItems, { ...buyer, holdings, customerSegment: customer.value.value.segment }) });
  },
});
