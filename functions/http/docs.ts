import { BROWSED_PAGE, BROWSED_POLICY } from '../../src/adapters/http/description/served/browsedPage';
import { publicRoute } from '../../src/adapters/http/route';
import { success } from '../../src/kernel/result';

/** The description for people. */
publicRoute({
  name: 'docs',
  method: 'GET',
  path: '/docs',
  handle: async () => success({ status: 200, body: BROWSED_PAGE, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': BROWSED_POLICY } }),
});
