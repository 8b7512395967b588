import { cancelSchedule as decideCancel, planMigration, type ScheduleChange, type ScheduleCommand } from '../../domain/migration/schedule';
import { type MigrationSchedule } from '../../domain/migration/scheduleState';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { failure, success, type Result } from '../../kernel/result';
import { type Answer } from '../command/answer';
import { handleCommand } from '../command/handleCommand';
import { derivedGuid } from '../command/ids';
import { customerOf, customerWrite } from '../customer/customerBook';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { type Stored } from '../subscription/subscriptionBook';
import { type Page } from '../unreadable';
import { contextOf, loadMigration, mayMigrate, type MigrationShop } from './decideMigration';
import { type MigrationQuery } from './migrations';
import { allSchedules, readSchedule, schedulePage, scheduleRecord, scheduleWrite } from './scheduleBook';

interface ScheduleShop extends MigrationShop {
  readonly schedules: readonly MigrationSchedule[];
  readonly stored: Stored<MigrationSchedule> | undefined;
}

/** A partner's own. Refused: MigrationScheduleNotFound. */
const ownSchedule = async (app: App, partnerTenantId: string, customerId: string, scheduleId: string): Promise<Result<Stored<MigrationSchedule>, Refusal>> => {
  const stored = await readSchedule(app.commerce, customerId, scheduleId.toLowerCase());
  return stored?.value.partnerId === partnerTenantId ? success(stored) : failure({ kind: 'MigrationScheduleNotFound', scheduleId });
};

/**
 * MIG-6: plans a migration, or replaces what was planned; guarded by the customer's row, so that two do not plan the same at once. Refused as the rule says; SubscriptionNotFound and MigrationScheduleNotFound also for another
 * partner's. @param scheduleId of the one to be replaced; undefined: a new one.
 */
export const scheduleMigration = (app: App, call: WriteCall, customerId: string, scheduleId: string | undefined, command: ScheduleCommand, encode: Encoding<ScheduleChange, MigrationSchedule>): Promise<Result<Answer, Refusal>> => {
  const { partner, request } = call;
  const ownId = scheduleId?.toLowerCase() ?? derivedGuid('migration schedule', customerId, request.callerTenantId, request.requestId.toLowerCase());
  return handleCommand<ScheduleShop, ScheduleChange>(app, {
    customerId,
    request,
    preview: call.preview,
    load: async () => {
      const loaded = await loadMigration(app, partner, customerId, command.currentSubscriptionId);
      if (!loaded.ok) return loaded;
      const [schedules, stored] = await Promise.all([allSchedules(app.commerce, customerId), scheduleId === undefined ? undefined : ownSchedule(app, partner.tenantId, customerId, scheduleId)]);
      return stored?.ok === false ? stored : success({ ...loaded.value, schedules, stored: stored?.value });
    },
    decide: (shop, now) => {
      const allowed = mayMigrate(partner, shop);
      return allowed.ok ? planMigration(command, shop.source, shop.stored?.value, { ...contextOf(app, shop, partner, now), scheduleId: ownId, schedules: shop.schedules }) : allowed;
    },
    changes: (change, { customer, stored }) => ({ writes: [customerWrite(customer.value, customer.etag), scheduleWrite(change.schedule, stored?.etag)], records: [scheduleRecord(change)] }),
    before: ({ stored }) => (stored === undefined ? undefined : encode.before(stored.value)),
    answer: (change) => encode.answer(change),
    previewAnswer: (change) => encode.preview(change),
  });
};

/** MIG-6: nothing will come of a planned migration. Refused: CustomerNotFound, MigrationScheduleNotFound, MigrationScheduleOver. */
export const cancelSchedule = (app: App, call: WriteCall, customerId: string, scheduleId: string, encode: Encoding<ScheduleChange, MigrationSchedule>): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return handleCommand<Stored<MigrationSchedule>, ScheduleChange>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: async () => {
      const customer = await customerOf(app.commerce, customerId, partner.tenantId);
      return customer.ok ? ownSchedule(app, partner.tenantId, customerId, scheduleId) : customer;
    },
    decide: ({ value }, now) => {
      const allowed = mayTransact(partner, 'manage');
      return allowed.ok ? decideCancel(value, now) : allowed;
    },
    changes: (change, { etag }) => ({ writes: [scheduleWrite(change.schedule, etag)], records: [scheduleRecord(change)] }),
    before: ({ value }) => encode.before(value),
    answer: (change) => encode.answer(change),
    previewAnswer: (change) => encode.preview(change),
  });
};

/** A schedule as its partner sees it. Refused: CustomerNotFound, MigrationScheduleNotFound. */
export const getSchedule = async (app: App, partnerTenantId: string, customerId: string, scheduleId: string): Promise<Result<MigrationSchedule, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const stored = await ownSchedule(app, partnerTenantId, customerId, scheduleId);
  return stored.ok ? success(stored.value.value) : stored;
};

export interface ScheduleQuery extends Omit<MigrationQuery, 'migrationId'> {
  readonly status?: MigrationSchedule['status'] | undefined;
}

const concerns = (schedule: MigrationSchedule, { currentSubscriptionId, externalReferenceId, status }: ScheduleQuery): boolean =>
  (currentSubscriptionId === undefined || [schedule, ...schedule.addOns].some((each) => each.currentSubscriptionId === currentSubscriptionId)) &&
  (externalReferenceId === undefined || schedule.externalReferenceId === externalReferenceId) &&
  (status === undefined || schedule.status === status);

/** The partner's at a customer, page by page, in order of their ids; a page may hold fewer than there are places. Refused: CustomerNotFound. */
export const schedulesOf = async (app: App, partnerTenantId: string, customerId: string, query: ScheduleQuery): Promise<Result<(limit: number, continuation: string | undefined) => Promise<Page<MigrationSchedule>>, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  return success(async (limit, continuation) => {
    const page = await schedulePage(app.commerce, customerId, limit, continuation);
    return { ...page, items: page.items.filter((each) => each.partnerId === partnerTenantId && concerns(each, query)) };
  });
};
