import { collection } from '../../src/adapters/http/collection';
import { policyResources } from '../../src/adapters/http/resources/policy';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** The operator's: what is in force is said by settings and by this version of the app, so there are few, and nothing here changes them. */
route({
  name: 'listPolicies',
  method: 'GET',
  path: '/nextterm/v1/operations/policies',
  permission: 'operations.manage',
  handle: async ({ context }) => {
    const { policies } = await theApp();
    return success({ status: 200, body: collection(policyResources(policies, context.now), '/nextterm/v1/operations/policies') });
  },
});
