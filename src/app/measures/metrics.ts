/** One metric, as it is sent. */
interface Metric {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  /** As UCUM writes it; in braces what is counted. */
  readonly unit: string;
  /** Facts by which it is told apart; none if empty. */
  readonly by: readonly string[];
  readonly meaning: string;
}

/** Every metric of the app. docs/operations/metrics.md is made from it, and alerts name them. */
export const METRICS = {
  'nextterm.due': { kind: 'gauge', unit: '{deadline}', by: [], meaning: 'deadlines that are due now and not carried out' },
  'nextterm.overdue': { kind: 'gauge', unit: 's', by: [], meaning: 'how long the oldest due deadline has waited' },
  'nextterm.parked': { kind: 'gauge', unit: '{deadline}', by: [], meaning: 'work that was given up after 24 hours and waits for the operator' },
  'nextterm.outbox.lag': { kind: 'gauge', unit: 's', by: [], meaning: 'how long the oldest unpublished event has waited' },
  'nextterm.deadletters': { kind: 'gauge', unit: '{message}', by: [], meaning: 'deliveries of webhooks that were given up and are kept, and subjects that a consumer of events cannot go on with; dead letters of the queues of Service Bus are counted there' },
  'nextterm.unreadable': { kind: 'gauge', unit: '{row}', by: [], meaning: 'rows that cannot be read' },
  'nextterm.sweep.age': { kind: 'gauge', unit: 's', by: [], meaning: 'how long ago the last sweep finished' },
  'nextterm.held': { kind: 'gauge', unit: 's', by: [], meaning: 'how long the operator has held due work back; 0 where it goes on' },
  'nextterm.carriedout': { kind: 'counter', unit: '{deadline}', by: ['kind'], meaning: 'due work that was carried out, by its kind: renewals a minute are its rate for `renewal`' },
  'nextterm.refusals': { kind: 'counter', unit: '{call}', by: ['code'], meaning: 'calls that were refused, by the code of the answer' },
  'nextterm.failures': { kind: 'counter', unit: '{failure}', by: ['part'], meaning: 'what failed although the app did its own, by the part that failed: `storage`, `bus`, `webhook`, `mail`, `sweep`' },
  'nextterm.storage.throttled': { kind: 'counter', unit: '{answer}', by: [], meaning: 'answers 429 and 503 of Table Storage, those that a repeat made good included' },
  'nextterm.published': { kind: 'counter', unit: '{event}', by: [], meaning: 'events that were handed on to the bus' },
  'nextterm.operations': { kind: 'histogram', unit: '{operation}', by: ['command'], meaning: 'operations of Table Storage that one command took, by the command' },
  'nextterm.command.duration': { kind: 'histogram', unit: 'ms', by: ['command'], meaning: 'real time from the call of a command to its answer, by the command' },
} as const satisfies Readonly<Record<string, Metric>>;
