import { type Method } from '../routeDefinition';

/** Whether a published operation of Partner Center is here: `has`, `not_yet` (within what this product is about, and missing), or `never` (not a thing of its books). */
export type Standing = 'has' | 'not_yet' | 'never';

/** One operation of the public REST reference, or a scenario of it that has a page of its own. */
export interface PublishedOperation {
  readonly method: Method;
  /** As in our routes. What follows `?` tells scenarios of one path apart, and is no part of the path. */
  readonly path: string;
  /** The title of its page. */
  readonly title: string;
  readonly standing: Standing;
  /** Why it is not here, or in what it is not as one might expect; ends without a full stop. Never absent where the operation is not here. */
  readonly note?: string;
  /** A route that refuses it, each time, with a code of its own; without one the fallback does. */
  readonly refusedBy?: string;
}

export interface PublishedArea {
  readonly name: string;
  readonly operations: readonly PublishedOperation[];
}

/** `GET /v1/customers` → its two parts. */
const parted = (call: string): Pick<PublishedOperation, 'method' | 'path'> => {
  const space = call.indexOf(' ');
  return { method: call.slice(0, space) as Method, path: call.slice(space + 1) };
};

/** @param call method and path, as in `GET /v1/customers/{customerId}`. */
export const has = (call: string, title: string, note?: string): PublishedOperation => ({ ...parted(call), title, standing: 'has', ...(note !== undefined && { note }) });

export const notYet = (call: string, title: string, note: string): PublishedOperation => ({ ...parted(call), title, standing: 'not_yet', note });

export const never = (call: string, title: string, note: string, refusedBy?: string): PublishedOperation => ({ ...parted(call), title, standing: 'never', note, ...(refusedBy !== undefined && { refusedBy }) });
