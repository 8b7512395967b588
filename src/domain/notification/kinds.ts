/** Whom a message is for: the customer at the address it is billed at, the partner it concerns, or one of a transfer's partners. */
export const addressees = ['customer', 'partner', 'source', 'target'] as const;

export type Addressee = (typeof addressees)[number];

interface NotificationKind {
  /** In a sentence, for who turns it on. */
  readonly when: string;
  /** Types of facts that bring it; none: a deadline does. */
  readonly facts: readonly string[];
  readonly to: readonly Addressee[];
  /** Types of facts that say it as well, and more: with one of them in the same change it is not told. */
  readonly unless?: readonly string[];
  /** Sent by who runs the installation, and turned off by nobody. */
  readonly ofInstallation?: true;
}

/** NTF-1: who is written to when. Names stand in stored rows and settings, and stay. */
export const KINDS = {
  renewalAhead: { when: 'A subscription renews in 30 days; in 7 where its term is of three months or less.', facts: [], to: ['customer'] },
  expiryAhead: { when: 'The same, of one that ends then.', facts: [], to: ['customer'] },
  trialEnding: { when: 'The same, of a trial, and what follows it.', facts: [], to: ['customer'] },
  renewed: { when: 'The next term of a subscription began.', facts: ['SubscriptionRenewed'], to: ['customer'] },
  expired: { when: 'A subscription ended with its term.', facts: ['SubscriptionExpired'], to: ['customer'] },
  windowClosing: { when: 'Licences can be given back for 24 more hours.', facts: ['WindowClosing'], to: ['customer'] },
  autoRenewOff: { when: 'Auto-renew was turned off, and not by suspending or cancelling.', facts: ['AutoRenewTurnedOff'], to: ['customer'], unless: ['SubscriptionSuspended', 'SubscriptionCancelled', 'SubscriptionTransferred'] },
  cancelled: { when: 'A subscription was cancelled.', facts: ['SubscriptionCancelled'], to: ['customer'] },
  suspended: { when: 'A subscription was suspended.', facts: ['SubscriptionSuspended'], to: ['customer'] },
  reactivated: { when: 'A suspended subscription is active again.', facts: ['SubscriptionResumed'], to: ['customer'] },
  invoiceIssued: { when: 'A month is invoiced.', facts: ['InvoiceIssued'], to: ['partner'] },
  transferRequested: { when: 'Another partner asks for subscriptions.', facts: ['TransferRequested'], to: ['source'] },
  transferAccepted: { when: 'The other partner hands them over.', facts: ['TransferSubmitted'], to: ['target'] },
  transferDeclined: { when: 'The other partner does not.', facts: ['TransferRejected'], to: ['target'] },
  transferCompleted: { when: 'A transfer is over.', facts: ['TransferCompleted'], to: ['source', 'target'] },
  budgetReached: { when: 'A share of a customer’s usage budget is spent.', facts: ['UsageBudgetReached'], to: ['partner'] },
  overageCharged: { when: 'Calling minutes beyond the allowance were charged.', facts: ['OverageCharged'], to: ['partner'] },
  notice: { when: 'Something about a customer is asked for or decided that it may have to act on.', facts: ['CustomerNotified'], to: ['customer'], ofInstallation: true },
} as const satisfies Readonly<Record<string, NotificationKind>>;

export type KindName = keyof typeof KINDS;

/** In the order of the table. */
export const kindNames = Object.keys(KINDS) as readonly KindName[] as readonly [KindName, ...KindName[]];

const isOfInstallation = (kind: KindName): boolean => 'ofInstallation' in KINDS[kind];

/** Those that a partner turns on and off. */
export const partnerKinds = kindNames.filter((kind) => !isOfInstallation(kind)) as [KindName, ...KindName[]];

/** Kinds that one of these facts brings, each with the first that does. */
export const broughtBy = <Fact extends { readonly type: string }>(facts: readonly Fact[]): readonly { readonly kind: KindName; readonly fact: Fact }[] =>
  kindNames.flatMap((kind) => {
    const row: NotificationKind = KINDS[kind];
    const fact = facts.find(({ type }) => row.facts.includes(type));
    return fact === undefined || facts.some(({ type }) => row.unless?.includes(type) === true) ? [] : [{ kind, fact }];
  });
