import { type LocalSide } from '../adapters/http/landing/localSide';
import { type HeldWork } from '../app/operations/heldWork';
import { type MountedRequest, type MountedResponse } from '../localhost';
import { type Identities } from './identities';
import { type NextEvents } from './nextEvents';
import { type LogForm } from './requestLines';
import { type World } from './sampleWorld';
import { type Tenants } from './tokens/organisations';
import { type PartnerRole } from './tokens/roles';

/** What the command line of `npm start` asked for. */
export interface StartOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Virtual time, ms since 1970; absent: real time. */
  readonly clock?: number;
  /** Absolute; absent: nothing on disk. */
  readonly dataFolder?: string;
  readonly fresh: boolean;
  /** Goes back to the last good copy of the data folder first. */
  readonly restore?: boolean;
  readonly sample: boolean;
  /** What `npm run package` made, absolute: the app is taken from it; absent: from the repository. */
  readonly package?: string;
  /** File of a world of one's own, absolute; absent: the sample's. */
  readonly world?: string;
  /** Whether there is a Service Bus. */
  readonly bus: boolean;
  /** Whether clients may speak TLS, and are told https addresses. Needs a data folder, for the certificate. */
  readonly https?: boolean;
  /** Of clients and users that name no role. */
  readonly defaultRole?: PartnerRole;
  /** How each request is told in the terminal; absent: not at all. */
  readonly log?: LogForm;
}

/** A world of the user's own: its files are read and well formed. */
export interface OwnWorld {
  /** Name of its file. */
  readonly file: string;
  /** Of all that is in its files. */
  readonly digest: string;
  /** Where its clock begins, ms since 1970; absent: it does not say. */
  readonly start?: number;
  /** Judges all of it. @param now where its clock begins, ms since 1970. @throws SandboxProblem with all that is wrong. */
  prepare(now: number): Promise<PreparedWorld>;
}

/** One that can be loaded. */
export interface PreparedWorld {
  readonly world: World;
  /** Rows of its portfolios that were left out, since what they name is over. */
  readonly ended: number;
}

/** @param file absolute. @throws SandboxProblem with all that is wrong with the form of its files. */
export type OpenWorld = (file: string) => Promise<OwnWorld>;

/** The application as the sandbox sees it. */
export interface SandboxApplication {
  readonly tenants: Tenants;
  readonly happenings: HappeningLog;
  /** The body of `GET /local/state`. */
  state(): Promise<unknown>;
  /** Who can sign in, and as what. @param named how their names begin. */
  identities(named: string): Promise<Identities>;
  /** What happens next if the clock goes on. */
  next(): Promise<NextEvents>;
  /** Work that is due and waits because the operator holds it back; undefined where nothing is held back. */
  held(): Promise<HeldWork | undefined>;
  /** One sentence, if storage cannot be reached now. */
  storageProblem(): Promise<string | undefined>;
  /** Whether a call of these headers has a caller, so that its body is worth reading. */
  knowsCaller(headers: Readonly<Record<string, string>>): Promise<boolean>;
  /** Answers a request that no function can be given, after the same checks as any. */
  answerUnserved(request: MountedRequest): Promise<MountedResponse>;
  /** What its landing page shows of this machine. @returns takes it back */
  showLocally(show: () => Promise<LocalSide>): () => void;
  /** Whether there is anything in the store: partners at least, once a start has ended. */
  holdsData(): Promise<boolean>;
  /** Fills an empty store; leaves any other alone. Tells `print` what it does. */
  loadSampleWorld(print: (line: string) => void): Promise<void>;
  /** The same with a world of the user's own. */
  loadWorld(world: World, print: (line: string) => void): Promise<void>;
  /** Instead of the sample world: only those who can sign in. */
  loadPartners(): Promise<void>;
}

/** Builds the application's side once its settings are in the environment and before its functions are loaded. */
export type ConnectApplication = (context: { readonly url: string; readonly root: string; readonly storage: string }) => Promise<SandboxApplication>;

/** One thing that happened while the clock was moved. */
export interface Happening {
  /** UTC, `2026-01-31T10:00:00.000Z`. */
  readonly at: string;
  /** For example `renewal`; `failure` for a function that failed. */
  readonly what: string;
  /** Id of what it happened to. */
  readonly subject: string;
  /** What that is: `subscription`, `transfer`, … Absent for a failure, as the next ones are. */
  readonly subjectKind?: string;
  /** Absent also where it is of no customer. */
  readonly customerId?: string;
  /** Tenants of the partners whom it concerns. */
  readonly partnerIds?: readonly string[];
  /** Where the API has it, if it has. */
  readonly href?: string;
  /** For example `completed`; of a failure its message. */
  readonly outcome: string;
}

export interface HappeningLog {
  /** From here on; the returned function ends it and answers what happened meanwhile, oldest first. */
  collect(): () => Promise<readonly Happening[]>;
}
