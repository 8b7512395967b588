/** Where the app says what an operator should know. */
export interface Log {
  info(message: string): void;
  /** @param cause what was thrown, if anything. */
  error(message: string, cause?: unknown): void;
}
