import { isServiceBusError } from '@azure/service-bus';
import { BusDown } from '../../app/bus/bus';

/** What says that one message, not the bus, is at fault. */
const ofTheMessage: ReadonlySet<string> = new Set(['MessageSizeExceeded']);

/** What the library threw, as the app tells it apart: `BusDown`, or that something is wrong with one message or with us. */
export const busFailure = (error: unknown): unknown => {
  if (isServiceBusError(error)) {
    if (ofTheMessage.has(error.code)) return error;
    return new BusDown(error.code === 'QuotaExceeded' ? 'The topic is full' : 'The bus cannot be reached', { cause: error });
  }
  return error instanceof TypeError || error instanceof RangeError ? error : new BusDown('The bus cannot be reached', { cause: error });
};
