import { planLinesCall } from '../../src/adapters/http/planLinesCall';
import { planLinesBody } from '../../src/adapters/http/resources/renewal';
import { undoWords } from '../../src/adapters/http/resources/renewalOutcome';
import { route } from '../../src/adapters/http/route';
import { undoLines } from '../../src/app/renewals/carryOutLines';
import { undoRequestId } from '../../src/app/renewals/planLine';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'undoRenewals',
  method: 'POST',
  path: '/nextterm/v1/renewals/undo',
  permission: 'subscriptions.manage',
  body: planLinesBody,
  handle: async ({ body: { lines }, context }) => planLinesCall(await theApp(), context, lines, undoLines, undoWords, undoRequestId),
});
