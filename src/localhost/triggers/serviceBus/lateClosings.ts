import { describeError } from '../../describeError';
import { type Logger } from '../../contracts';

/** What the SDK's transport says of a link or AMQP session that the bus did not close in time. */
const isLateClosing = (error: unknown): boolean => error instanceof Error && error.name === 'OperationTimeoutError' && /^Unable to close the /.test(error.message);

/**
 * For `unhandledRejection`: on a machine that is very busy the SDK closes links that nobody waits for, and a closing that takes too long would end the host with everything that runs in it. Such a link is gone all the same.
 * @throws what is none of that: it ends the process as it would without.
 */
export const passOverLateClosings =
  (logger: Logger) =>
  (error: unknown): void => {
    if (!isLateClosing(error)) throw error;
    logger.log('warning', `Service Bus: ${describeError(error)}`);
  };
