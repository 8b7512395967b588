import { validationEventResource } from '../../src/adapters/http/resources/webhook';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { registrationOf } from '../../src/app/webhook/registration';
import { validationEventOf } from '../../src/app/webhook/testEvents';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'getValidationEvent',
  method: 'GET',
  path: '/webhooks/v1/registration/validationEvents/{correlationId}',
  permission: 'webhooks.manage',
  handle: async ({ params, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const { webhook } = await theApp();
    const stored = await registrationOf(webhook, partner.value.tenantId);
    if (!stored.ok) return stored;
    const event = await validationEventOf(webhook, stored.value.value, params.correlationId);
    return event.ok ? success({ status: 200, body: validationEventResource(event.value) }) : event;
  },
});
