import { registrationAsked, registrationBody, registrationResource } from '../../src/adapters/http/resources/webhook';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { register } from '../../src/app/webhook/registration';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'createRegistration',
  method: 'POST',
  path: '/webhooks/v1/registration',
  permission: 'webhooks.manage',
  preview: 'unsupported',
  body: registrationBody,
  handle: async ({ body, context }) => {
    const call = writeCall(context);
    if (!call.ok) return call;
    const { webhook } = await theApp();
    const made = await register(webhook, call.value.partner.tenantId, registrationAsked(body), { requestId: context.requestId, fingerprint: context.bodyHash });
    return made.ok ? success({ status: 200, body: registrationResource(made.value) }) : made;
  },
});
