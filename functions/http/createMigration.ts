import { changing, encoding } from '../../src/adapters/http/encoding';
import { askedMigration, migrationBody, migrationResource } from '../../src/adapters/http/resources/migration';
import { subscriptionResource } from '../../src/adapters/http/resources/subscription';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { createMigration } from '../../src/app/migration/migrations';
import { theApp } from '../../src/wiring/wiring';
import { type MigrationOutcome } from '../../src/domain/migration/migrate';

const encode = encoding(201, ({ migration }: MigrationOutcome) => migrationResource(migration), ({ ended, purchases }) => [...ended, ...purchases], true);

/** A traditional subscription, with what hangs on it, into new commerce (MIG-5). */
route({
  name: 'createMigration',
  method: 'POST',
  path: '/v1/customers/{customerId}/migrations/newcommerce',
  permission: 'subscriptions.manage',
  body: migrationBody,
  handle: async ({ params: { customerId }, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    return call.ok ? createMigration(app, call.value, customerId, askedMigration(body), changing(encode, (source) => subscriptionResource(source, context.now))) : call;
  },
});
