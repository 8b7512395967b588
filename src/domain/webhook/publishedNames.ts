import { type Hearable } from './state';

/** The published events that can happen here. No migration into new commerce fails after it was created: that name is not listed. Source: "Partner Center webhook events"; those of transfers are secondary. */
export const PUBLISHED_EVENTS = ['test-created', 'subscription-updated', 'invoice-ready', 'usagerecords-thresholdExceeded', 'create-transfer', 'update-transfer', 'complete-transfer', 'fail-transfer', 'new-commerce-migration-created', 'new-commerce-migration-completed', 'new-commerce-migration-schedule-failed'] as const;

export type PublishedEvent = (typeof PUBLISHED_EVENTS)[number];

const ofTransfer: Readonly<Record<string, PublishedEvent>> = {
  TransferRequested: 'create-transfer',
  TransferOffered: 'create-transfer',
  TransferCompleted: 'complete-transfer',
  TransferRejected: 'fail-transfer',
  TransferWithdrawn: 'fail-transfer',
  TransferExpired: 'fail-transfer',
};

/** What a change is called in the contract's webhooks; undefined where the contract has nothing for it. Whatever happens to a subscription is `subscription-updated`. */
export const publishedName = ({ subject, facts }: Hearable): PublishedEvent | undefined => {
  switch (subject.kind) {
    case 'subscription':
      return 'subscription-updated';
    case 'transfer':
      return facts.map(({ type }) => ofTransfer[type]).find((name) => name !== undefined) ?? 'update-transfer';
    case 'migration':
      return facts.some(({ type }) => type === 'MigrationCompleted') ? 'new-commerce-migration-completed' : 'new-commerce-migration-created';
    case 'migrationSchedule':
      return facts.some(({ type }) => type === 'MigrationScheduleFailed') ? 'new-commerce-migration-schedule-failed' : undefined;
    case 'invoice':
      return 'invoice-ready';
    case 'usage':
      return facts.some(({ type }) => type === 'UsageBudgetReached') ? 'usagerecords-thresholdExceeded' : undefined;
    default:
      return undefined;
  }
};

/** Published names are compared without regard to case. @returns as it is written here. */
export const publishedEventOf = (text: string): PublishedEvent | undefined => PUBLISHED_EVENTS.find((name) => name.toLowerCase() === text.toLowerCase());
