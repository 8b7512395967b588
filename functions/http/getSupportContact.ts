import { supportContactResource } from '../../src/adapters/http/resources/supportContact';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { readSupportContact } from '../../src/app/subscription/supportContact';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'getSupportContact',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}/supportcontact',
  permission: 'subscriptions.read',
  user: 'required',
  handle: async ({ params: { customerId, subscriptionId }, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const contact = await readSupportContact(await theApp(), partner.value, customerId, subscriptionId);
    return contact.ok ? success({ status: 200, body: supportContactResource(customerId, subscriptionId, contact.value) }) : contact;
  },
});
