import { collection } from '../../src/adapters/http/collection';
import { route } from '../../src/adapters/http/route';
import { lastRounds } from '../../src/app/check/checkRound';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** Own API: what the daily check found and put right, of its running or last round and the one before it. */
route({
  name: 'listChecks',
  method: 'GET',
  path: '/nextterm/v1/operations/checks',
  permission: 'operations.manage',
  handle: async () => success({ status: 200, body: collection(await lastRounds((await theApp()).directory), '/nextterm/v1/operations/checks') }),
});
