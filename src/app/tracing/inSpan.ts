import { inMidstOf, workContext } from '../command/workContext';
import { type Span, type SpanAsked } from './span';

/** Work within a span that is begun already, and ends with it. */
export const throughout = async <T>(span: Span, work: () => T | Promise<T>): Promise<T> => {
  let failure: unknown;
  try {
    return await inMidstOf({ span }, work);
  } catch (error) {
    failure = error ?? new Error('Something was thrown');
    throw error;
  } finally {
    span.end(failure);
  }
};

/** Work as a span of its own, where the running work is traced; just the work where it is not. */
export const inSpan = <T>(name: string, asked: SpanAsked, work: () => Promise<T>): Promise<T> => {
  const { span } = workContext();
  return span === undefined ? work() : throughout(span.begin(name, asked), work);
};

/** W3C `traceparent` of the running work, as a member of what is stored or sent; nothing where it is not traced. */
export const traced = (): { readonly traceparent?: string } => {
  const { span } = workContext();
  return span === undefined ? {} : { traceparent: span.traceparent };
};
