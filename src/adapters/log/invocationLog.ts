import { InvocationContext } from '@azure/functions';
import { workContext } from '../../app/command/workContext';
import { type Log } from '../../app/log';
import { Repeats } from './repeats';
import { withoutSecrets } from './withoutSecrets';

const described = (cause: unknown): string => (cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));

/** One record, whatever lines it has. What was thrown may quote what it met. */
const withCause = (message: string, cause: unknown): string => withoutSecrets(cause === undefined ? message : `${message}: ${described(cause)}`);

/** Of nobody's invocation, so that no context takes it: one line, for whoever reads the process's own output. */
const outside = (text: string): void => void process.stderr.write(`${text.replaceAll('\n', ' | ')}\n`);

/** The log of an invocation's own context: record, level, invocation and operation reach the host as they are, which text on the console does not. */
export const logOfInvocation = (context: Pick<InvocationContext, 'info' | 'warn' | 'error'>): Log => ({
  info: (message) => context.info(withoutSecrets(message)),
  warn: (message, cause) => context.warn(withCause(message, cause)),
  error: (message, cause) => context.error(withCause(message, cause)),
});

const repeats = new Repeats(() => performance.now());

/** The process's one log: that of whichever invocation is running, one cause once a minute. */
export const invocationLog: Log = repeats.over({
  info: (message) => to((log) => log.info(message), withoutSecrets(message)),
  warn: (message, cause) => to((log) => log.warn(message, cause), withCause(message, cause)),
  error: (message, cause) => to((log) => log.error(message, cause), withCause(message, cause)),
});

const to = (write: (log: Log) => void, text: string): void => {
  const { invocation } = workContext();
  if (invocation instanceof InvocationContext) write(logOfInvocation(invocation));
  else outside(text);
};

/** Writes the counts of repeats whose minute is over. */
export const flushRepeats = (): void => repeats.flush();
