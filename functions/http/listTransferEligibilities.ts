import { z } from 'zod';
import { transferEligibilityResource } from '../../src/adapters/http/resources/transfer';
import { route } from '../../src/adapters/http/route';
import { transferEligibilities } from '../../src/app/transfer/transfers';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';

/** A bare array, as published; the parameter is required there and decides nothing here. */
route({
  name: 'listTransferEligibilities',
  method: 'GET',
  path: '/v1/customers/{customerId}/transferseligibility',
  permission: 'transfers.read',
  query: z.object({ transferType: z.string().min(1).max(50) }),
  handle: async ({ params: { customerId }, context }) => {
    const found = await transferEligibilities(await theApp(), context.caller.tenantId, customerId);
    return found.ok ? success(withUnreadable({ status: 200, body: found.value.items.map(transferEligibilityResource) }, found.value.unreadable, context.caller)) : found;
  },
});
