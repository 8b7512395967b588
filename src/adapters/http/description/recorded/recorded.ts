/** What calls of an operation were answered in the tests: its examples, and the refusals that are its own. */
export interface Recorded {
  /** `status/code`, and how it was said. */
  readonly refusals: Readonly<Record<string, string>>;
  /** What was sent, where a body was. */
  readonly request?: unknown;
  /** By status. */
  readonly answers: Readonly<Record<string, unknown>>;
}
