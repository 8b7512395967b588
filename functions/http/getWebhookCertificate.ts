import { publicRoute } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** What receivers of the contract's form check signatures with, who fetch it without a token. */
publicRoute({
  name: 'getWebhookCertificate',
  method: 'GET',
  path: '/nextterm/v1/webhookcertificate',
  handle: async () => {
    const { webhook } = await theApp();
    const { certificate } = await webhook.signingKey();
    return success({ status: 200, body: certificate, headers: { 'Content-Type': 'application/x-pem-file' } });
  },
});
