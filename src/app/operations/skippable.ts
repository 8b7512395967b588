import { type DeadlineKind } from '../due/deadline';

/** What it means to skip work of a kind. `not`: it cannot be skipped. `untilNext`: whatever brings the work about comes again by itself. `forGood`: it is not done unless it is released after all. */
export interface Skipping {
  readonly lasts: 'not' | 'untilNext' | 'forGood';
  /** What will not happen, and what stands then; of what cannot be skipped, why. A sentence. */
  readonly means: string;
}

const stuck = 'It stays as it was when this fell due, takes no change, and nothing is charged from then on; releasing this lets it go on.';
const forGood = (means: string): Skipping => ({ lasts: 'forGood', means });
const untilNext = (means: string): Skipping => ({ lasts: 'untilNext', means });
const not = (means: string): Skipping => ({ lasts: 'not', means });

/** By the kind of the work. One that is missing does not compile. */
export const SKIPPING: Readonly<Record<DeadlineKind, Skipping>> = {
  publish: not('Events are told of in order, and none is left out: what they wait for has to be mended, and the work released.'),
  dispatch: not('Events are told of in order, and none is left out: what they wait for has to be mended, and the work released.'),
  consume: not('A consumer passes over what is missing, or cannot be read, once it has waited for a day: release it.'),
  renewal: forGood(`The subscription is neither renewed nor does it end. ${stuck}`),
  trialConversion: forGood(`The trial neither turns paid nor does it end. ${stuck}`),
  cycle: forGood(`The charge is not made. The subscription ${stuck.slice(3)}`),
  cancellationWindow: forGood('Nobody is told that the window closes. It closes all the same.'),
  transfer: forGood('What of the transfer is not moved yet stays with the source, and the transfer stays in progress.'),
  transferExpiry: forGood('The transfer is not marked as expired.'),
  migrationSchedule: forGood('The planned migration is not carried out. Its plan stays, and can be cancelled.'),
  cartExpiry: forGood('The row of the expired cart is not taken away. Nobody can check it out all the same.'),
  handoverExpiry: forGood('The hand-over of overage is not marked as expired.'),
  azureDeactivation: forGood('The cancelled Azure subscription is not marked as inactive.'),
  overageReview: untilNext('Who holds the overage is looked at again by the daily check, and with the next change.'),
  budgetReview: untilNext('What was spent is looked at again by the daily check, and with the next report.'),
  usageClose: forGood('The month of usage is not rated, and charges nothing.'),
  webhook: untilNext('What waits for the endpoint is delivered with the next event, or after the daily check.'),
  webhookRetention: untilNext('Old deliveries are cleared away with the next event, or after the daily check.'),
  export: forGood('The export is not written.'),
  exportExpiry: forGood('The files of the export, or what is known of it, stay.'),
  reminder: forGood('Nobody is reminded of this end of a term.'),
  notification: untilNext('What waits in the mailbox is sent after the daily check.'),
  notificationRetention: untilNext('Old messages are cleared away with the next message.'),
};
