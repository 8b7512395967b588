/** The AMQP error conditions that Service Bus uses and the SDK knows. Source: "AMQP errors in Azure Service Bus". */
export const Condition = {
  notFound: 'amqp:not-found',
  notAllowed: 'amqp:not-allowed',
  notImplemented: 'amqp:not-implemented',
  decodeError: 'amqp:decode-error',
  quotaExceeded: 'amqp:resource-limit-exceeded',
  tooLarge: 'amqp:link:message-size-exceeded',
  entityNotFound: 'amqp:not-found',
  alreadyExists: 'com.microsoft:entity-already-exists',
  messageNotFound: 'com.microsoft:message-not-found',
  messageLockLost: 'com.microsoft:message-lock-lost',
  sessionLockLost: 'com.microsoft:session-lock-lost',
  sessionCannotBeLocked: 'com.microsoft:session-cannot-be-locked',
  argument: 'com.microsoft:argument-error',
  timeout: 'com.microsoft:timeout',
  serverBusy: 'com.microsoft:server-busy',
  internal: 'amqp:internal-error',
} as const;
export type Condition = (typeof Condition)[keyof typeof Condition];

/** A refusal, as a client is told it. */
export class BusError extends Error {
  override readonly name = 'BusError';

  constructor(
    readonly condition: Condition,
    description: string,
  ) {
    super(description);
  }
}
