import { encoding } from '../../src/adapters/http/encoding';
import { askedMigration, eligibilityResource, migrationBody } from '../../src/adapters/http/resources/migration';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { validateMigration, type MigrationEligibility } from '../../src/app/migration/migrations';
import { theApp } from '../../src/wiring/wiring';

/** Whether a traditional subscription can go on in new commerce (MIG-5). */
route({
  name: 'validateMigration',
  method: 'POST',
  path: '/v1/customers/{customerId}/migrations/newcommerce/validate',
  permission: 'subscriptions.read',
  preview: 'unsupported',
  body: migrationBody,
  handle: async ({ params: { customerId }, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    const encode = encoding(200, (eligibility: MigrationEligibility) => eligibilityResource(body.currentSubscriptionId, eligibility));
    return call.ok ? validateMigration(app, call.value, customerId, askedMigration(body), encode) : call;
  },
});
