import { z } from 'zod';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { explainCharge } from '../../src/app/subscription/explainCharge';
import { theApp } from '../../src/wiring/wiring';
import { failure, success } from '../../src/kernel/result';

/** `e2a5c1b8-…|00000003|001` as lists have it, or without the subscription: `00000003|001`, `3.1`. */
const lineIdSchema = z.string().regex(/^([\da-f-]{36}\|)?0*[1-9]\d{0,7}[|.]0*[1-9]\d{0,2}$/i, 'must be the id of a charge line');

route({
  name: 'explainCharge',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/charges/{lineId}/explain',
  permission: 'charges.read',
  params: { lineId: lineIdSchema },
  handle: async ({ params: { customerId, subscriptionId, lineId }, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const [number = '', version = '', of = subscriptionId] = lineId.split(/[|.]/).toReversed();
    const line = { version: Number(version), number: Number(number) };
    if (of.toLowerCase() !== subscriptionId) return failure({ kind: 'ChargeLineNotFound', subscriptionId, ...line });
    const explained = await explainCharge(await theApp(), partner.value.tenantId, customerId, subscriptionId, line);
    return explained.ok ? success({ status: 200, body: explained.value }) : explained;
  },
});
