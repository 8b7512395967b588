import { type Deadline, type DeadlineKind } from './deadline';
import { carryOutDeactivation } from '../azurePlan/deactivate';
import { type Consumers } from '../consume/consumers';
import { endExport } from '../export/endExport';
import { type ExportPorts } from '../export/exportPorts';
import { dispatchInvoiceEvents, isOfInvoices } from '../invoice/invoiceEvents';
import { carryOutSchedule, type SchedulePorts } from '../migration/carryOutSchedule';
import { expireCart } from '../order/cartExpiry';
import { carryOutHandoverExpiry } from '../overage/handoverExpiry';
import { reviewOverage } from '../overage/reviewOverage';
import { reviewBudgets } from '../meters/budgets';
import { closeCalls } from '../calls/closeCalls';
import { closeMeters } from '../meters/closeMeters';
import { type ClosePorts } from '../usage/closing';
import { keepMessages } from '../notification/keepMessages';
import { type NotificationPorts } from '../notification/notificationPorts';
import { remind } from '../notification/remind';
import { carryOutNotification } from '../notification/sendMessage';
import { keepWebhookLog } from '../webhook/keepLog';
import { type WebhookPorts } from '../webhook/webhookPorts';
import { type ProcessKind } from './dueWork';

export type EachPorts = ClosePorts & ExportPorts & SchedulePorts & { readonly webhook: WebhookPorts; readonly consumers: Consumers; readonly notifications: NotificationPorts };

/** Decides from the state, so that a stale or repeated deadline does nothing. @throws when it cannot be carried out now, for whatever reason. */
export type CarryOut = (ports: EachPorts, deadline: Deadline) => Promise<void>;

/** What a process is told that goes on from step to step, one for each subject: a transfer's, an export's. */
const STEP_KINDS = ['transfer', 'transferExpiry', 'export'] as const satisfies readonly DeadlineKind[];
export type StepKind = (typeof STEP_KINDS)[number];

const stepKinds: ReadonlySet<string> = new Set(STEP_KINDS);

export const isStepKind = (kind: DeadlineKind): kind is StepKind => stepKinds.has(kind);

/** What is carried out one at a time. A kind of deadline that is in no table here does not compile. */
export const EACH: Readonly<Record<Exclude<DeadlineKind, ProcessKind | StepKind | 'publish' | 'webhook'>, CarryOut>> = {
  dispatch: (ports, deadline) => (isOfInvoices(deadline) ? dispatchInvoiceEvents(ports, deadline) : ports.publishing.dispatchLeftovers(deadline)),
  consume: ({ consumers }, deadline) => consumers.retry(deadline),
  migrationSchedule: carryOutSchedule,
  cartExpiry: ({ commerce }, deadline) => expireCart(commerce, deadline),
  azureDeactivation: carryOutDeactivation,
  handoverExpiry: carryOutHandoverExpiry,
  budgetReview: reviewBudgets,
  exportExpiry: endExport,
  overageReview: reviewOverage,
  usageClose: (ports, deadline) => (deadline.subject.startsWith('azure|') ? closeMeters : closeCalls)(ports, deadline),
  webhookRetention: ({ webhook }, deadline) => keepWebhookLog(webhook, deadline),
  reminder: ({ notifications }, deadline) => remind(notifications, deadline),
  notification: ({ notifications }, deadline) => carryOutNotification(notifications, deadline),
  notificationRetention: ({ notifications }, deadline) => keepMessages(notifications, deadline),
};
