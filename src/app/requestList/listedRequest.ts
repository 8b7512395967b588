import { z } from 'zod';
import { type Instant } from '../../kernel/instant';
import { rowReader } from '../unreadable';

/**
 * Requests that somebody has to answer, as they are found over all customers. A list is a partition of the `Directory` table: one for whoever answers, one for whoever asked. A request has one row in each, in order of
 * when it was asked, and another beside it while it is open, so that a queue of what waits costs what waits, not what was ever asked.
 */
export interface ListedRequest {
  /** The lists it is found in. */
  readonly lists: readonly string[];
  readonly customerId: string;
  readonly id: string;
  /** Of the request when this was so. */
  readonly version: number;
  readonly askedAt: Instant;
  /** Whether somebody still has to do something about it. */
  readonly isOpen: boolean;
  /** What a list shows of it, as it is stored. */
  readonly row: object;
}

/** What the operator has to decide, of all partners. */
export const supportQueue = 'supportrequests';
/** What one partner filed. */
export const supportListOf = (partnerTenantId: string): string => `${supportQueue}|${partnerTenantId}`;
/** What a partner is asked to give away. */
export const incomingTransfers = (sourceTenantId: string): string => `transfers|incoming|${sourceTenantId}`;
/** What a partner asked for. */
export const outgoingTransfers = (targetTenantId: string): string => `transfers|outgoing|${targetTenantId}`;

/** Rows of all requests, and of the open ones alone. */
export type RequestRows = 'request' | 'open';

/** Before all rows of what was asked at the instant, and behind those of any earlier one. */
export const askedFrom = (rows: RequestRows, at: Instant | ''): string => `${rows}|${at}`;

/** `request|2021-07-25T10:00:00.000Z|c3f1a2d4-…|0f8fad5b-…`: by time; of one instant by customer. */
export const requestKey = (rows: RequestRows, { askedAt, customerId, id }: Pick<ListedRequest, 'askedAt' | 'customerId' | 'id'>): string => `${askedFrom(rows, askedAt)}|${customerId}|${id}`;

/** What is read of a row of any list before it is written over. */
export const listedVersions = rowReader('Directory', 'request', z.object({ version: z.number().int().positive() }));
