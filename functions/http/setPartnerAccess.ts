import { z } from 'zod';
import { anyCall } from '../../src/adapters/http/customerCall';
import { encoding } from '../../src/adapters/http/encoding';
import { entitlementResource } from '../../src/adapters/http/resources/entitlement';
import { route } from '../../src/adapters/http/route';
import { wireDaySchema } from '../../src/adapters/http/wireSchemas';
import { setAccess } from '../../src/app/meters/partnerAccess';
import { type EntitlementChange } from '../../src/domain/azurePlan/entitlement';
import { theApp } from '../../src/wiring/wiring';

const encode = encoding(200, ({ subscription }: EntitlementChange) => entitlementResource(subscription));

/** The operator's: who has access is Azure's to know. Sent again it says the same. */
route({
  name: 'setPartnerAccess',
  method: 'PUT',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{planId}/azureEntitlements/{entitlementId}/access',
  permission: 'operations.manage',
  body: z
    .object({ hasAccess: z.boolean(), from: wireDaySchema.meta({ description: 'First UTC day.' }), to: wireDaySchema.optional().meta({ description: 'Last UTC day, itself included; absent: until it is said otherwise.' }) })
    .refine(({ from, to }) => to === undefined || from <= to, { message: 'must not be before from', path: ['to'] }),
  handle: async ({ params, body, context }) => setAccess(await theApp(), anyCall(context), params, body, encode),
});
