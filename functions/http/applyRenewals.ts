import { planLinesCall } from '../../src/adapters/http/planLinesCall';
import { planLinesBody } from '../../src/adapters/http/resources/renewal';
import { applyWords } from '../../src/adapters/http/resources/renewalOutcome';
import { route } from '../../src/adapters/http/route';
import { applyLines } from '../../src/app/renewals/carryOutLines';
import { theApp } from '../../src/wiring/wiring';

// Safe to repeat by what its lines say rather than by its own id: sent again, what was carried out answers as it did.
route({
  name: 'applyRenewals',
  method: 'POST',
  path: '/nextterm/v1/renewals/apply',
  permission: 'subscriptions.manage',
  body: planLinesBody,
  handle: async ({ body: { lines }, context }) => planLinesCall(await theApp(), context, lines, applyLines, applyWords, (applied) => applied),
});
