import { route } from '../../src/adapters/http/route';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

/** Own API: another key for deliveries of the contract's form. Its certificate is what receivers fetch, in every process within a minute. */
route({
  name: 'rotateSigningKey',
  method: 'POST',
  path: '/nextterm/v1/operations/webhooks/signingkey/rotate',
  permission: 'operations.manage',
  preview: 'unsupported',
  handle: async () => {
    const { certificate } = await (await theApp()).rotateSigningKey();
    return success({ status: 200, body: { certificate } });
  },
});
