import { type DeadlineKind } from './deadline';

/** What falls due by the hundred at one instant: a process carries out each part of the index, page after page. */
export const PROCESS_KINDS = ['renewal', 'trialConversion', 'cycle', 'cancellationWindow'] as const satisfies readonly DeadlineKind[];

export type ProcessKind = (typeof PROCESS_KINDS)[number];

const processKinds: ReadonlySet<string> = new Set(PROCESS_KINDS);

export const isProcessKind = (kind: DeadlineKind): kind is ProcessKind => processKinds.has(kind);

/** One part of the deadline index and what to do with the rows that are due there. */
export interface DueWork {
  readonly partition: string;
  readonly kind: ProcessKind;
  /** W3C `traceparent` of the sweep that found it; absent where that was not traced. */
  readonly traceparent?: string;
}

export interface CarriedOut {
  readonly completed: number;
  /** Failed, logged, and due again later: they never hold up the rest. */
  readonly setApart: number;
  /** Another page may be due right now. */
  readonly more: boolean;
  /** Why nothing was looked at; it stays due, and the next sweep begins it again. */
  readonly notDone?: 'SettingsWrong' | 'Paused';
}

/** What a page comes to while settings are missing or wrong. */
export const NOT_SET: CarriedOut = { completed: 0, setApart: 0, more: false, notDone: 'SettingsWrong' };

/** What a page comes to while the operator holds its kind back: the process ends there, and a sweep after that begins it again. */
export const HELD: CarriedOut = { completed: 0, setApart: 0, more: false, notDone: 'Paused' };

/** How many pages of work go into one history of a process that is started now: some eighty rows of it. */
export const PAGES_PER_HISTORY = 20;

/** What a process is started with, and started anew by itself. */
export interface ProcessInput extends DueWork {
  /**
   * After so many pages it goes on with a new history. Said to each process as it starts, so that another number in a later version meets no history that it cannot replay; absent in what a version
   * before this rule started, which keeps one history to its end.
   */
  readonly pagesPerHistory?: number;
  /** What the histories before came to. */
  readonly soFar?: CarriedOut;
}
