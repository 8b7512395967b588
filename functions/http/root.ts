import { prefersPage } from '../../src/adapters/http/preference';
import { publicRoute } from '../../src/adapters/http/route';
import { theConfig } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/**
 * What whoever opens the address finds: a browser a page, anybody else JSON. Without a function for it the Azure host shows a page of its own. While settings are wrong it says no more than any other route.
 */
publicRoute({
  name: 'root',
  method: 'GET',
  path: '/',
  answersAlso: ['text/html'],
  handle: async ({ context }) => {
    theConfig();
    const asked = { Vary: 'Accept' };
    if (prefersPage(context.accept)) {
      const { landingPage } = await import('../../src/adapters/http/landing/landingPage.js');
      const page = await landingPage(context.host);
      return success({ ...page, headers: { ...asked, ...page.headers } });
    }
    return success({ status: 200, body: { name: 'NextTerm', health: '/nextterm/v1/health', contract: '/v1', ownOperations: '/nextterm/v1', description: '/openapi.json', documentation: '/docs' }, headers: asked });
  },
});
