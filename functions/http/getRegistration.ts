import { registrationResource } from '../../src/adapters/http/resources/webhook';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { registrationOf } from '../../src/app/webhook/registration';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'getRegistration',
  method: 'GET',
  path: '/webhooks/v1/registration',
  permission: 'webhooks.manage',
  handle: async ({ context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const { webhook } = await theApp();
    const stored = await registrationOf(webhook, partner.value.tenantId);
    return stored.ok ? success({ status: 200, body: registrationResource(stored.value.value) }) : stored;
  },
});
