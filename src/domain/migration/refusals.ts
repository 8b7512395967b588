import { type CalendarDate } from '../../kernel/calendarDate';

/** Why a migration into new commerce is refused, beside what refuses the purchase that it is (MIG-5). */
export type MigrationRefusal =
  /** It is of new commerce already, or of no licences. */
  | { readonly kind: 'MigrationOfTraditionalOnly'; readonly subscriptionId: string }
  /** An add-on goes with its base. */
  | { readonly kind: 'MigrationOfBaseOnly'; readonly subscriptionId: string; readonly parentId: string }
  /** The catalogue of the market names nothing in new commerce that is the same, or does not sell it to the customer. */
  | { readonly kind: 'MigrationNotOffered'; readonly subscriptionId: string; readonly title: string }
  /** Named among the add-ons, and none of the base's, or named twice. */
  | { readonly kind: 'MigrationAddOnUnknown'; readonly subscriptionId: string; readonly named: string }
  /** ORD-8: the first term cannot end on that day. */
  | { readonly kind: 'MigrationEndNotAllowed'; readonly subscriptionId: string; readonly end: CalendarDate }
  /** A full term ends when it is over. */
  | { readonly kind: 'MigrationEndOfFullTerm'; readonly subscriptionId: string; readonly end: CalendarDate }
  /** MIG-5: a scheduled or past migration that is not there, or another partner's. */
  | { readonly kind: 'MigrationNotFound'; readonly migrationId: string }
  /** MIG-6: neither a day nor the renewal, or both. */
  | { readonly kind: 'ScheduleTimeUnclear'; readonly subscriptionId: string }
  /** `from` and `to` both included. */
  | { readonly kind: 'ScheduleDateOutsideTerm'; readonly subscriptionId: string; readonly date: CalendarDate; readonly from: CalendarDate; readonly to: CalendarDate }
  /** One at a time. */
  | { readonly kind: 'MigrationScheduledAlready'; readonly subscriptionId: string; readonly scheduleId: string }
  /** It was carried out, failed or was cancelled. */
  | { readonly kind: 'MigrationScheduleOver'; readonly scheduleId: string; readonly status: string }
  | { readonly kind: 'MigrationScheduleNotFound'; readonly scheduleId: string };
