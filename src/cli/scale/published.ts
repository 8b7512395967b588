/** Limits as Azure publishes them, and what is chosen within them; the pages are named in docs/scale.md. */
export const limits = {
  /** Entities a second of a storage account, of 1 KiB. "Scalability and performance targets for Table storage". */
  account: 20_000,
  /** Entities a second of one partition. The same page. */
  partition: 2_000,
  /** Credits a second of a Standard namespace; an operation on data is one. "Throttling operations on Azure Service Bus". */
  busCredits: 1_000,
  /** Instances of an app. "Azure Functions Flex Consumption plan hosting". */
  instances: 1_000,
} as const;

/** Of our own: a page of each of these is carried out at a time. */
export const parts = {
  /** Of an hour's deadlines, and so processes that carry them out at a time, each on an instance of its own at best. */
  deadlines: 16,
  /** Of a partner's ledger of a month. */
  ledger: 4,
  /** Subscriptions of a page. */
  page: 100,
  /** Customers of a page at a time. */
  customersAtOnce: 8,
} as const;

/** Millionths of a millionth of a US dollar: prices are exact in them. */
export type Pico = bigint;

const dollars = (text: string): Pico => {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole) * 1_000_000_000_000n + BigInt(fraction.padEnd(12, '0'));
};

/** List prices in US dollars, without tax and free grants, as they were known on 2026-11-29 without asking Azure: look yours up and change them here. */
export const prices = {
  asOf: '2026-11-29',
  /** For 10,000 requests to tables. */
  tenThousandTableRequests: dollars('0.00036'),
  /** For 10,000 requests to the queues and tables of the task hub, at the price of queues. */
  tenThousandHubRequests: dollars('0.0004'),
  /** For a GB in tables, locally redundant, for a month. */
  tableGigabyteMonth: dollars('0.045'),
  /** For a GB-second of a Flex Consumption instance that works. */
  gigabyteSecond: dollars('0.000026'),
  /** For a million executions. */
  millionExecutions: dollars('0.40'),
  /** For a month of a Standard namespace. */
  busMonth: dollars('9.81'),
  /** For a million operations of it beyond 13 million, up to 100 million, and up to 2,500 million. */
  millionBusOperations: [
    { upTo: 13n, price: 0n },
    { upTo: 100n, price: dollars('0.80') },
    { upTo: 2_500n, price: dollars('0.50') },
  ],
} as const;

/** `$12.34`, cut to the cent; to a hundredth of it below a dollar. */
export const shownDollars = (amount: Pico): string => {
  const decimals = amount < 1_000_000_000_000n ? 4 : 2;
  const units = amount / 10n ** BigInt(12 - decimals);
  const scale = 10n ** BigInt(decimals);
  return `$${(units / scale).toLocaleString('en-US')}.${String(units % scale).padStart(decimals, '0')}`;
};
