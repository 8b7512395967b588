import { type RestError } from '@azure/data-tables';
import { type PipelinePolicy } from './oneTryWithin';

const tries = new WeakMap<object, number>();

/** Counts how often each request is tried. A first try that was made without the SDK comes by here too, once it takes over. */
export const countTries: PipelinePolicy = {
  name: 'countTries',
  sendRequest: (request, next) => {
    tries.set(request, (tries.get(request) ?? 0) + 1);
    return next(request);
  },
};

/** Whether what ended so was sent more than once, so that an earlier try may have been carried out. */
export const wasSentAgain = ({ request }: RestError): boolean => request !== undefined && (tries.get(request) ?? 0) > 1;
