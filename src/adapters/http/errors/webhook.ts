import { type WebhookRefusal } from '../../../domain/webhook/refusals';
import { list } from './list';
import { type Rows } from './row';

/** Who is told of what happens, outside. No codes are published for webhooks: the general ones. */
export const webhookErrors: Rows<WebhookRefusal> = {
  WebhookNotFound: { status: 404, code: 1000, describe: ({ webhookId }) => `There is no webhook ${webhookId}.` },
  WebhooksTooMany: { status: 400, code: 800042, describe: ({ most }) => `A partner has at most ${most} webhooks: remove one first.` },
  WebhookUrlUnfit: { status: 400, code: 800002, describe: ({ problem }) => `The input is not valid. The webhook's address ${problem}.` },
  WebhookEventUnknown: { status: 400, code: 800002, describe: ({ name, known }) => `The input is not valid. WebhookEvents: "${name}" is none of ${list(known)}.` },
  WebhookRegistered: { status: 409, code: 800042, describe: () => 'There is a registration already: replace it with PUT.' },
  WebhookNotRegistered: { status: 404, code: 1000, describe: () => 'There is no registration: make one with POST.' },
  ValidationEventNotRegistered: { status: 400, code: 800042, describe: () => 'The registration does not name test-created, so no test event can be sent.' },
  ValidationEventsTooMany: {
    status: 429,
    code: 800082,
    describe: ({ most }) => `At most ${most} test events are sent in a minute.`,
    headers: ({ retryAfterSeconds }) => ({ 'Retry-After': String(retryAfterSeconds) }),
  },
  ValidationEventNotFound: { status: 404, code: 1000, describe: ({ correlationId }) => `There is no test event ${correlationId}.` },
  WebhookUnsubscribed: { status: 400, code: 800042, describe: ({ webhookId }) => `The webhook ${webhookId} answered 410 and is unsubscribed: subscribe it again with PUT.` },
  DeadLetterNotFound: { status: 404, code: 1000, describe: ({ eventId }) => `The event ${eventId} was not given up for this webhook.` },
};
