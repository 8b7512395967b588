import { z } from 'zod';
import { collection } from '../../src/adapters/http/collection';
import { eligibilityResource } from '../../src/adapters/http/resources/promotion';
import { route } from '../../src/adapters/http/route';
import { wholeNumberSchema } from '../../src/adapters/http/wireSchemas';
import { promotionEligibilities, type AskedItem } from '../../src/app/catalogue/promotionEligibilities';
import { theApp } from '../../src/wiring/wiring';
import { billingCycles } from '../../src/domain/catalogue/terms';
import { success } from '../../src/kernel/result';

const mostItems = 100;

const EligibilityBody = z.object({
  items: z
    .array(
      z.object({
        id: wholeNumberSchema.meta({ description: 'A number of your own, by which the answer names the item; also as text.' }),
        catalogItemId: z.string().max(200).meta({ description: '`product:sku:availability`.' }),
        quantity: z.number().int().min(0).max(2_147_483_647),
        termDuration: z.string().max(20).meta({ description: 'ISO 8601, `P1Y` say.' }),
        billingCycle: z.enum(billingCycles),
        promotionId: z.string().max(200).optional().meta({ description: 'Absent: every promotion that runs for the item.' }),
      }),
    )
    .min(1)
    .max(mostItems),
});

const askedItem = ({ catalogItemId, quantity, termDuration, billingCycle, promotionId }: z.output<typeof EligibilityBody>['items'][number]): AskedItem => ({
  catalogItemId,
  quantity,
  termDuration: termDuration.toUpperCase(),
  billingCycle,
  ...(promotionId !== undefined && promotionId !== '' && { promotionId }),
});

// It reads, though it is posted.
route({
  name: 'checkPromotionEligibilities',
  method: 'POST',
  path: '/v1/customers/{customerId}/promotionEligibilities',
  permission: 'promotions.read',
  preview: 'unsupported',
  body: EligibilityBody,
  handle: async ({ params, body, context }) => {
    const { customerId } = params;
    const asked = body.items.map(askedItem);
    const judged = await promotionEligibilities(await theApp(), context.caller.tenantId, customerId, asked);
    if (!judged.ok) return judged;
    const items = asked.map((item, index) => eligibilityResource(body.items[index]?.id ?? index, item, judged.value[index] ?? []));
    return success({ status: 200, body: collection(items, `/customers/${customerId}/promotionEligibilities`) });
  },
});
