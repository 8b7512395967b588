import { openCall } from '../../api/openCall';
import { ApiProblem } from '../../api/problem';
import { type HeldWork } from './heldText';

/** What is next, of all organisations. */
export interface NextEvents {
  readonly now: string;
  readonly items: readonly { readonly at: string; readonly kind: string; readonly customerId?: string; readonly subject?: string; readonly href?: string }[];
  /** Where the clock goes so that the first of them happens. */
  readonly moveTo: string;
}

/** One thing that happened on the way. */
export interface Happened {
  readonly at: string;
  readonly what: string;
  readonly subject: string;
  readonly outcome: string;
  readonly subjectKind?: string;
  readonly customerId?: string;
  readonly partnerIds?: readonly string[];
  /** Where the API has it. */
  readonly href?: string;
}

/** A move that has ended. */
export interface Moved {
  readonly from: string;
  readonly to: string;
  readonly happened: readonly Happened[];
  /** So many are not told. */
  readonly leftOut?: number;
  readonly held?: HeldWork;
}

export type Move = { readonly advance: 'P1D' | 'P1M' } | { readonly advanceTo: string };

const ask = <T>(path: string, init: RequestInit): Promise<T> => openCall(`local/${path}`, init, 'The server does not answer. A move that has begun goes on as long as it runs.');

export const readNext = (signal: AbortSignal): Promise<NextEvents> => ask('clock/next', { signal });

/** The last move, as far as it is kept; null before the first. */
export const readLastMove = (signal: AbortSignal): Promise<Moved | null> =>
  ask<Moved>('clock/last', { signal }).catch((error: unknown) => {
    if (error instanceof ApiProblem && error.code === 'NotMoved') return null;
    throw error;
  });

/** Moves the clock; answered when the move has ended, which may take minutes. */
export const moveClock = (move: Move): Promise<Moved> => ask('clock', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(move) });
