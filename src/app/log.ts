/**
 * Where the app says what an operator should know. A refusal is an answer to its caller and not written here.
 * `info`: something worth knowing; `warn`: something failed, and what is built for that takes it up again by itself; `error`: somebody should look.
 */
export interface Log {
  info(message: string): void;
  /** @param cause what was thrown, if anything. */
  warn(message: string, cause?: unknown): void;
  /** @param cause what was thrown, if anything. */
  error(message: string, cause?: unknown): void;
}

/** Facts about what a message is about, by name. Ids, names, figures: never a token, a body, an address. */
export type LogFacts = Readonly<Record<string, string | number | undefined>>;
