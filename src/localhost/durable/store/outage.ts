import { RestError } from '@azure/data-tables';

/** Statuses by which storage refuses this very request: it would tomorrow. */
const REFUSED = new Set([400, 404, 409, 412, 413, 414]);

/** Whether storage was away, or too busy to answer: what was asked is asked again until it is answered. */
export const isOutage = (error: unknown): boolean => error instanceof RestError && !REFUSED.has(error.statusCode ?? 0);
