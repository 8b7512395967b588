/** What is derived from the state, by the name under which it is compared and made anew, and what that is. */
export const PROJECTIONS = {
  deadlines: 'What must happen later, in the deadline index: of customers, exports, invoices, endpoints of webhooks, mailboxes and consumers.',
  directory: "Partners' lists of customers, what these are found by, and claims of domains.",
  deadlineLists: "Partners' lists of what comes.",
  ledger: "Partners' ledgers, month by month.",
  subscriptionSheets: 'Sheets on which the subscriptions of a customer with many stand too.',
  requestLists: 'Lists of transfers and support requests, for who asks and who answers.',
  feeds: 'What partners are told, in order.',
  consumers: 'How far consumers of events came, and what they made of them.',
  messages: 'Messages that events bring into mailboxes.',
  receiptWeeks: 'Weeks in which customers got receipts, by which old ones are cleared away.',
} as const;

export type Projection = keyof typeof PROJECTIONS;

export const projectionNames = Object.keys(PROJECTIONS) as [Projection, ...Projection[]];

/** Whether one is among those that are meant. @param only absent: all are. */
export const isMeant = (only: ReadonlySet<Projection> | undefined, projection: Projection): boolean => only === undefined || only.has(projection);
