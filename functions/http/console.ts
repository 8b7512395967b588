import { randomBytes } from 'node:crypto';
import { consolePage } from '../../src/adapters/http/console/consolePage';
import { publicRoute } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';
import { failure, success } from '../../src/kernel/result';

/** The console's page. It is of this instant: what it may run is named by a number that is used once. */
publicRoute({
  name: 'console',
  method: 'GET',
  path: '/console',
  handle: async ({ context: { asFolder = false } }) => {
    const page = await consolePage({ asFolder, nonce: randomBytes(16).toString('base64'), signIn: (await theApp()).consoleSignIn });
    if (page === undefined) return failure({ kind: 'ResourceNotFound' });
    return success({ status: 200, body: page.html, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': page.policy } });
  },
});
