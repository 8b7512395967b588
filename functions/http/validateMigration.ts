import { askedMigration, eligibilityResource, migrationBody } from '../../src/adapters/http/resources/migration';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { validateMigration } from '../../src/app/migration/migrations';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** Whether a traditional subscription can go on in new commerce (MIG-5). */
route({
  name: 'validateMigration',
  method: 'POST',
  path: '/v1/customers/{customerId}/migrations/newcommerce/validate',
  permission: 'subscriptions.read',
  preview: 'unsupported',
  body: migrationBody,
  handle: async ({ params: { customerId }, body, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const found = await validateMigration(await theApp(), partner.value, customerId, askedMigration(body));
    return found.ok ? success({ status: 200, body: eligibilityResource(body.currentSubscriptionId, found.value) }) : found;
  },
});
