import { isServiceBusError } from '@azure/service-bus';
import { BusDown } from '../../app/bus/bus';

/** What says that one message, not the bus, is at fault. */
const ofTheMessage: ReadonlySet<string> = new Set(['MessageSizeExceeded']);

/** What is wrong where the bus answers, and waiting alone mends nothing. */
const WHY: ReadonlyMap<string, string> = new Map([
  ['QuotaExceeded', 'The topic is full'],
  ['MessagingEntityNotFound', 'The bus has no such topic or subscription'],
  ['MessagingEntityDisabled', 'The topic or its subscription is disabled on the bus'],
  ['UnauthorizedAccess', 'The bus lets this app neither send nor receive'],
]);

/** What the library threw, as the app tells it apart: `BusDown` with the reason, or that something is wrong with one message or with us. */
export const busFailure = (error: unknown): unknown => {
  if (isServiceBusError(error)) return ofTheMessage.has(error.code) ? error : new BusDown(WHY.get(error.code) ?? 'The bus cannot be reached', { cause: error });
  return error instanceof TypeError || error instanceof RangeError ? error : new BusDown('The bus cannot be reached', { cause: error });
};
