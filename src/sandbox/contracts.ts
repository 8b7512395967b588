import { type Tenants } from './tokens/clients';

/** What the command line asked for; `scripts/start/flags.mjs` reads it before anything is installed. */
export interface StartOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Virtual time, ms since 1970; absent: real time. */
  readonly clock?: number;
  /** Absolute; absent: nothing on disk. */
  readonly dataFolder?: string;
  readonly fresh: boolean;
  readonly sample: boolean;
}

/** The application as the sandbox sees it. */
export interface SandboxApplication {
  readonly tenants: Tenants;
  readonly happenings: HappeningLog;
  /** The body of `GET /local/state`. */
  state(): Promise<unknown>;
  /** Fills an empty store; leaves any other alone. Tells `print` what it does. */
  loadSampleWorld(print: (line: string) => void): Promise<void>;
  /** Instead of the sample world: only those who can sign in. */
  loadPartners(): Promise<void>;
}

/** Builds the application's side once its settings are in the environment and before its functions are loaded. */
export type ConnectApplication = (context: { readonly url: string; readonly root: string }) => Promise<SandboxApplication>;

/** One thing that happened while the clock was moved. */
export interface Happening {
  /** UTC, `2026-01-31T10:00:00.000Z`. */
  readonly at: string;
  /** For example `renewal`; `failure` for a function that failed. */
  readonly what: string;
  /** Id of what it happened to. */
  readonly subject: string;
  /** For example `completed`; of a failure its message. */
  readonly outcome: string;
}

export interface HappeningLog {
  /** From here on; the returned function ends it and answers what happened meanwhile, oldest first. */
  collect(): () => Promise<readonly Happening[]>;
}
