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

/** Facts about what a message is about, by name. */
export type LogFacts = Readonly<Record<string, string | undefined>>;

/** The same log with facts behind every message, as one JSON object, so that a query can read them. */
export const logAbout = (log: Log, facts: LogFacts): Log => {
  const marked = (message: string): string => `${message} ${JSON.stringify(facts)}`;
  return {
    info: (message) => log.info(marked(message)),
    warn: (message, cause) => log.warn(marked(message), cause),
    error: (message, cause) => log.error(marked(message), cause),
  };
};
