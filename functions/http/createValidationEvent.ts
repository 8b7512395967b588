import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { registrationOf } from '../../src/app/webhook/registration';
import { sendValidationEvent } from '../../src/app/webhook/testEvents';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'createValidationEvent',
  method: 'POST',
  path: '/webhooks/v1/registration/validationEvents',
  permission: 'webhooks.manage',
  preview: 'unsupported',
  handle: async ({ context }) => {
    const call = writeCall(context);
    if (!call.ok) return call;
    const { webhook } = await theApp();
    const stored = await registrationOf(webhook, call.value.partner.tenantId);
    if (!stored.ok) return stored;
    const sent = await sendValidationEvent(webhook, stored.value.value);
    return sent.ok ? success({ status: 200, body: { correlationId: sent.value } }) : sent;
  },
});
