import { z } from 'zod';
import { eventRecordSchema, type EventRecord } from '../command/eventRecord';
import { rowReader } from '../unreadable';

/** Row keys of the `Events` table, whose partition is the partner's tenant. */
export const HEAD_KEY = 'head';
export const toldPrefix = 'event|';
export const togetherPrefix = 'together|';

const DIGITS = 12;

/** `000000000017`: as it is shown, too, and as wide as every other. */
export const feedNumber = (number: number): string => String(number).padStart(DIGITS, '0');

/** `event|000000000017`: the seventeenth event that this partner is told, or a sheet whose last it is. */
export const toldKey = (number: number): string => toldPrefix + feedNumber(number);

/** @returns NaN for a key that none of these is. */
export const numberOf = (key: string): number => Number(key.slice(toldPrefix.length));

/** `id|e2a5c1b8-…:3`: where that event stands, so that it is told once. */
export const idKey = (recordId: string): string => `id|${recordId}`;

/** `together|c3f1a2d4-…|2026-03-02T00:00:00.000Z|renewal`: where what fell due of a customer at that instant stands, one row for all of it. */
export const togetherKey = ({ customerId, at, cause }: Pick<EventRecord, 'customerId' | 'at' | 'cause'>): string => `${togetherPrefix}${customerId}|${at}|${cause?.command ?? ''}`;

/** Guards the partition: whoever appends writes it. */
export const headRows = rowReader('Events', 'feed', z.object({ last: z.number().int().nonnegative() }));
export const idRows = rowReader('Events', 'told', z.object({ number: z.number().int().positive() }));
/** The number of each, by its id. */
export const togetherRows = rowReader('Events', 'toldTogether', z.object({ numbers: z.record(z.string(), z.number().int().positive()) }));
export const toldRows = rowReader('Events', 'event', eventRecordSchema);
/** What was appended at once, without gaps up to the number of its key. Each is read by itself: one that is damaged takes no other with it. */
export const sheetRows = rowReader('Events', 'events', z.object({ events: z.array(z.record(z.string(), z.unknown())).min(1) }));

/** As it is told: what is only for the projections inside, or says where it is kept, stays there. */
export const toldValue = ({ ahead: _ahead, charged: _charged, traceparent: _traceparent, deadlines: _deadlines, together: _together, ...told }: EventRecord): object => ({ type: 'event', ...told, deadlines: [] });
