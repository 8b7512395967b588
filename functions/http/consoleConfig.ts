import { publicRoute } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** What the console has to know before anybody has signed in. */
publicRoute({
  name: 'consoleConfig',
  method: 'GET',
  path: '/console/config.json',
  handle: async () => success({ status: 200, body: { signIn: (await theApp()).consoleSignIn } }),
});
