import { jsonText } from '../../src/adapters/http/json';
import { registrationAsked, registrationBody, registrationResource } from '../../src/adapters/http/resources/webhook';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { replaceRegistration } from '../../src/app/webhook/registration';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'replaceRegistration',
  method: 'PUT',
  path: '/webhooks/v1/registration',
  permission: 'webhooks.manage',
  preview: 'unsupported',
  body: registrationBody,
  handle: async ({ body, context }) => {
    const call = writeCall(context);
    if (!call.ok) return call;
    const { webhook } = await theApp();
    const replaced = await replaceRegistration(webhook, call.value.partner.tenantId, registrationAsked(body));
    return replaced.ok ? success({ status: 200, body: registrationResource(replaced.value.endpoint), before: jsonText(registrationResource(replaced.value.before)) }) : replaced;
  },
});
