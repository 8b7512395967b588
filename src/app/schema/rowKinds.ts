import { type RowStep } from './rowStep';
import { partnerHasVersion } from './steps/partnerHasVersion';
import { sheetListsRedemptions, subscriptionListsRedemptions } from './steps/subscriptionListsRedemptions';

/** Nothing has changed since the first release: version 1. */
const FIRST: readonly RowStep[] = [];

/**
 * Every kind of row that is stored, by table and by the `type` that its value says, with the steps from each of its schema versions to the next: a kind with no step is at version 1, with one at version 2. A row says its version in
 * `schemaVersion`; one that says none is of version 1. Steps are only ever added, at the end: rows of any version may come up for as long as the installation, or a backup of it, lives.
 * Deadlines, and some rows of Directory and Catalogue, say no type: `kindOf.ts` tells them by their keys. What lies under `content` is made anew by each import and has no steps.
 * Where a row holds rows of another kind (`subscriptionSheet` the subscriptions, `outbox` and `events` events), a step of the inner kind is a step of the outer one too: inside nobody says a version.
 */
export const rowKinds = {
  Commerce: {
    customer: FIRST, agreement: FIRST, cart: FIRST, order: FIRST, subscription: [subscriptionListsRedemptions], subscriptionSheet: [sheetListsRedemptions], charge: FIRST, event: FIRST, windowNews: FIRST, outbox: FIRST, receipt: FIRST,
    transition: FIRST, migration: FIRST, migrationSchedule: FIRST, transfer: FIRST, supportCase: FIRST, azurePlan: FIRST, azureSubscription: FIRST, azureUpgrade: FIRST, legacyAzure: FIRST,
    budget: FIRST, azureCharge: FIRST, saasCharge: FIRST, overage: FIRST, handover: FIRST, overageCharge: FIRST, place: FIRST,
  },
  Deadlines: { deadline: FIRST },
  Directory: {
    customer: FIRST, domain: FIRST, deadlines: FIRST, supportRequest: FIRST, transferRequest: FIRST, receiptWeek: FIRST, parked: FIRST, unreadable: FIRST, check: FIRST, consumer: FIRST, parkedSubject: FIRST, schema: FIRST,
    sweepControl: FIRST, sweepFigures: FIRST, startedProcess: FIRST,
  },
  Usage: { callMonth: FIRST, report: FIRST, call: FIRST, userDay: FIRST, meterMonth: FIRST, meterReport: FIRST },
  Catalogue: { catalogue: FIRST, market: FIRST, content: FIRST, exchangeRate: FIRST, import: FIRST },
  Partners: { partner: [partnerHasVersion], tenantOf: FIRST, partnerProfile: FIRST, loading: FIRST, storageAccount: FIRST, shardMap: FIRST, shardOverride: FIRST, shardMove: FIRST, restoring: FIRST },
  Audit: { audit: FIRST, part: FIRST, seal: FIRST, links: FIRST, sealing: FIRST },
  Ledger: { ledgerLine: FIRST, seal: FIRST, user: FIRST },
  Invoices: { invoice: FIRST, run: FIRST, number: FIRST, counted: FIRST, outbox: FIRST, export: FIRST },
  Webhooks: {
    webhook: FIRST, webhookTurn: FIRST, webhookStream: FIRST, webhookEvent: FIRST, webhookWaiting: FIRST, webhookDue: FIRST, webhookState: FIRST, webhookAttempt: FIRST, webhookDead: FIRST,
    webhookValidation: FIRST, webhookValidations: FIRST, webhookSigningKey: FIRST,
  },
  Events: { feed: FIRST, event: FIRST, events: FIRST, told: FIRST, toldTogether: FIRST },
  Notifications: { notification: FIRST, notificationSettings: FIRST, consumed: FIRST },
  Throttle: { calls: FIRST },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly RowStep[]>>>>;

export type KindTable = keyof typeof rowKinds;
