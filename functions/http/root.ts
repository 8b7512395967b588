import { publicRoute } from '../../src/adapters/http/route';
import { theConfig } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** What whoever opens the address finds; without a function for it the Azure host shows a page of its own. While settings are wrong it says no more than any other route. */
publicRoute({
  name: 'root',
  method: 'GET',
  path: '/',
  handle: async () => {
    theConfig();
    return success({ status: 200, body: { name: 'NextTerm', health: '/nextterm/v1/health', contract: '/v1', ownOperations: '/nextterm/v1', description: '/openapi.json', documentation: '/docs' } });
  },
});
