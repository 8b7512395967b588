import { z } from 'zod';
import { type Instant } from '../../kernel/instant';
import { instantSchema } from '../../kernel/schemas';
import { type Outcome } from '../../domain/subscription/outcome';
import { firstNewsAt, type OpenedWindow } from '../../domain/subscription/windowNews';
import { type EventRecord } from '../command/eventRecord';
import { type Deadline } from '../due/deadline';

type WindowDeadline = EventRecord['deadlines'][number];

/** What the deadline of a window carries: the state forgets windows that have closed. */
export const openedWindowSchema = z.object({ addedAt: instantSchema, windowClosesAt: instantSchema, quantity: z.number().int().positive(), openedBy: z.number().int().positive().optional() });

/** @param subject `e2a5c1b8-…|3.1`: the first window that the subscription's third change opened. @param at when there is something to say of it. */
export const windowDeadline = (subject: string, at: Instant, { addedAt, windowClosesAt, quantity, openedBy }: OpenedWindow) => ({
  at,
  kind: 'cancellationWindow' as const,
  subject,
  data: { addedAt, windowClosesAt, quantity, ...(openedBy !== undefined && { openedBy }) },
});

/** Whether a deadline's data says that all that was said of the window before is told. */
export const isTold = (data: Deadline['data']): boolean => data?.['told'] === true;

/** Whether a deadline's data is about this window; one that does not say which change opened it, about any of its instant. */
export const sameWindow = (data: unknown, { addedAt, windowClosesAt, openedBy }: OpenedWindow): boolean => {
  const told = openedWindowSchema.safeParse(data).data;
  return told?.addedAt === addedAt && told.windowClosesAt === windowClosesAt && (told.openedBy === openedBy || told.openedBy === undefined || openedBy === undefined);
};

/** One for each window that a change opened: when it is first spoken of. */
export const windowDeadlines = ({ subscription: { id, version }, windowsOpened }: Outcome): WindowDeadline[] =>
  windowsOpened.map((window, index) => windowDeadline(`${id}|${version}.${index + 1}`, firstNewsAt(window), window));
