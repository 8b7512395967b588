/** What calls of the tests were answered, for the description. */
export interface RecordedAnswers {
  /** `status/code` of each refusal that is the operation's own, and how it was described. */
  readonly refusals: Readonly<Record<string, string>>;
  /** What was sent, where a body was. */
  readonly request?: unknown;
  /** By status. */
  readonly answers: Readonly<Record<string, unknown>>;
}

/** By the name of the route. */
export const recordedAnswers: Readonly<Record<string, RecordedAnswers>> = {};
