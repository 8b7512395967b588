import { type MigrationRefusal } from '../../../domain/migration/refusals';
import { type Rows } from './row';

/** Traditional subscriptions that go on in new commerce. No page prints what the calls are refused with: 800042 is "not supported", 900291 and 900292 are those of end dates. */
export const migrationErrors: Rows<MigrationRefusal> = {
  MigrationOfTraditionalOnly: { status: 400, code: 800042, describe: ({ subscriptionId }) => `Not supported: a migration of ${subscriptionId}, which is no traditional subscription.` },
  MigrationOfBaseOnly: { status: 400, code: 800042, describe: ({ subscriptionId, parentId }) => `Not supported: a migration of the add-on ${subscriptionId} alone. It goes with its base: migrate ${parentId}.` },
  MigrationNotOffered: { status: 400, code: 800042, describe: ({ subscriptionId, title }) => `Not supported: a migration of ${subscriptionId}. The catalogue names no offer of new commerce that is the same as ${title}.` },
  MigrationAddOnUnknown: { status: 400, code: 800002, describe: ({ subscriptionId, named }) => `addOnMigrations names ${named}, which is no add-on of ${subscriptionId}, or names it twice.` },
  MigrationEndNotAllowed: { status: 400, code: 900291, describe: ({ subscriptionId, end }) => `What ${subscriptionId} becomes cannot end its first term on ${end}: neither a month nor another subscription of the customer ends then, within the term.` },
  MigrationEndOfFullTerm: { status: 400, code: 900292, describe: ({ subscriptionId, end }) => `What ${subscriptionId} becomes cannot both begin a full term and end it on ${end}: send purchaseFullTerm or customTermEndDate.` },
  MigrationNotFound: { status: 404, code: 1000, describe: ({ migrationId }) => `There is no migration ${migrationId} of this customer.` },
  ScheduleTimeUnclear: { status: 400, code: 800002, describe: ({ subscriptionId }) => `When ${subscriptionId} is to be migrated must be said once: targetDate, or migrateOnRenewal.` },
  ScheduleDateOutsideTerm: { status: 400, code: 900291, describe: ({ subscriptionId, date, from, to }) => `The migration of ${subscriptionId} cannot be on ${date}: it can be from ${from} to ${to}, the last day of its term.` },
  MigrationScheduledAlready: { status: 409, code: 800042, describe: ({ subscriptionId, scheduleId }) => `Not supported: a second schedule of ${subscriptionId}. Change ${scheduleId} instead, or cancel it.` },
  MigrationScheduleOver: { status: 400, code: 800042, describe: ({ scheduleId, status }) => `Not supported: a change of the schedule ${scheduleId}, which is ${status}.` },
  MigrationScheduleNotFound: { status: 404, code: 1000, describe: ({ scheduleId }) => `There is no schedule ${scheduleId} of this customer.` },
};
