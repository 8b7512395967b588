import { z } from 'zod';
import { eventRecordSchema, type EventRecord } from '../command/eventRecord';
import { rowReader } from '../unreadable';

/** Row keys of the `Events` table, whose partition is the partner's tenant. */
export const HEAD_KEY = 'head';
export const toldPrefix = 'event|';

const DIGITS = 12;

/** `000000000017`: as it is shown, too, and as wide as every other. */
export const feedNumber = (number: number): string => String(number).padStart(DIGITS, '0');

/** `event|000000000017`: the seventeenth event that this partner is told. */
export const toldKey = (number: number): string => toldPrefix + feedNumber(number);

/** @returns NaN for a key that none of these is. */
export const numberOf = (key: string): number => Number(key.slice(toldPrefix.length));

/** `id|e2a5c1b8-…:3`: where that event stands, so that it is told once. */
export const idKey = (recordId: string): string => `id|${recordId}`;

/** Guards the partition: whoever appends writes it. */
export const headRows = rowReader('Events', 'feed', z.object({ last: z.number().int().nonnegative() }));
export const idRows = rowReader('Events', 'told', z.object({ number: z.number().int().positive() }));
export const toldRows = rowReader('Events', 'event', eventRecordSchema);

/** As it is told: what is only for the projections inside stays there. */
export const toldValue = ({ ahead: _ahead, charged: _charged, traceparent: _traceparent, deadlines: _deadlines, ...told }: EventRecord): object => ({ type: 'event', ...told, deadlines: [] });
