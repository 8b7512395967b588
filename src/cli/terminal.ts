/** Where a command line was typed, and what it is answered on. */
export interface Terminal {
  /** Absolute; what a relative path is relative to. */
  readonly cwd: string;
  /** The npm script that runs us, if one does: `start` for `npm start`. */
  readonly npmScript?: string;
  /** A line, or several, on stdout. */
  readonly print: (text: string) => void;
  /** A line, or several, on stderr. */
  readonly complain: (text: string) => void;
  /** Asks whoever sits there, who says yes or something else; absent where nobody does. */
  readonly confirm?: (question: string) => Promise<boolean>;
}
