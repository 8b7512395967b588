import { z } from 'zod';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { goOnWithLedger } from '../../src/app/check/ledgerSteps';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** Own API: compares the partners' ledgers with the charge lines of the customers, a bounded part of these at a call. Changes nothing. */
route({
  name: 'checkLedger',
  method: 'GET',
  path: '/nextterm/v1/operations/ledger/check',
  permission: 'operations.manage',
  query: z.object({ from: z.string().min(1).max(100).optional().meta({ description: '`next` of the call before; absent: from the first customer.' }) }),
  handle: async ({ query, context: { caller } }) => {
    const { unreadable, ...body } = await goOnWithLedger(await theApp(), query.from, false);
    return success(withUnreadable({ status: 200, body }, unreadable, caller));
  },
});
