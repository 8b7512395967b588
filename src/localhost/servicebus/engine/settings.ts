/** How a queue or subscription behaves. Durations in ms; Infinity where there is no limit. */
export interface QueueSettings {
  readonly lockDuration: number;
  readonly maxDeliveryCount: number;
  readonly defaultTtl: number;
  readonly deadLetterExpired: boolean;
  readonly requiresSession: boolean;
}

/** What belongs to where messages are sent to: a queue or a topic. */
export interface EntrySettings {
  /** Undefined: duplicates are not looked for. */
  readonly duplicateWindow?: number;
  readonly maxBytes: number;
  readonly defaultTtl: number;
}
