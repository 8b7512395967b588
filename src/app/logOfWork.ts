import { workContext } from './command/workContext';
import { type Log, type LogFacts } from './log';
import { type Span } from './tracing/span';

/** A message with facts behind it, as one JSON object, so that a query can read them. */
export const withFacts = (message: string, facts: LogFacts): string => `${message} ${JSON.stringify(facts)}`;

/** Its id, where the work is traced. */
export const traceOf = (span: Span | undefined): LogFacts => (span === undefined ? {} : { trace: span.traceparent.split('-')[1] });

const marked = (message: string): string => {
  const { about, span } = workContext();
  return about === undefined ? message : withFacts(message, { ...about, ...traceOf(span) });
};

/** The same log with what is known of the work behind every message: whose call it is, or what fell due, wherever in it something is said. */
export const aboutWork = (log: Log): Log => ({
  info: (message) => log.info(marked(message)),
  warn: (message, cause) => log.warn(marked(message), cause),
  error: (message, cause) => log.error(marked(message), cause),
});
