import { z } from 'zod';
import { EVENT_CATALOGUE } from '../../../app/event/catalogue';
import { type EndpointView } from '../../../app/webhook/endpoints';
import { type Attempt, type Delivery, type ValidationEvent } from '../../../app/webhook/webhookRows';
import { fits, PATTERN } from '../../../domain/webhook/hears';
import { PUBLISHED_EVENTS } from '../../../domain/webhook/publishedNames';
import { type Endpoint } from '../../../domain/webhook/state';
import { etagOf } from '../etag';
import { guidSchema, opaqueIdSchema } from '../wireSchemas';

const mostNamed = 100;

/** `subscription.SeatsAdded`: each fact that can be told of each kind of subject. */
const EVENT_TYPES = Object.entries(EVENT_CATALOGUE).flatMap(([kind, facts]) => Object.keys(facts).map((fact) => `${kind}.${fact}`));

const eventPattern = z
  .string()
  .regex(PATTERN, 'must be a pattern of event types: *, subscription.*, *.SeatsAdded or subscription.SeatsAdded')
  // One that is misspelt would hear nothing, and nobody would know.
  .refine((pattern) => !PATTERN.test(pattern) || EVENT_TYPES.some((type) => fits(pattern, type)), 'fits no type of event that there is');

/** An endpoint of a partner's own. */
export const webhookBody = z.object({
  url: z.string().min(1).max(2000).meta({ format: 'uri' }),
  description: z.string().max(200).optional(),
  events: z
    .array(eventPattern)
    .min(1)
    .max(mostNamed)
    .meta({ description: 'Patterns of event types: `*`, `subscription.*`, `*.SeatsAdded`, `subscription.SeatsAdded`.' }),
  customers: z.array(guidSchema).max(mostNamed).default([]).meta({ description: 'Events about these customers alone; empty: about all.' }),
  products: z.array(opaqueIdSchema).max(mostNamed).default([]).meta({ description: 'Events about these products alone; empty: about all.' }),
});

export type WebhookBody = z.output<typeof webhookBody>;

export const endpointAsked = ({ description, ...asked }: WebhookBody) => ({ ...asked, ...(description !== undefined && { description }) });

/** Without its secrets, which are shown once. */
export const webhookResource = ({ endpoint, circuit, state }: EndpointView) => ({
  id: endpoint.id,
  form: endpoint.form,
  url: endpoint.url,
  description: endpoint.description,
  events: endpoint.events,
  customers: endpoint.customers,
  products: endpoint.products,
  status: endpoint.unsubscribedAt === undefined ? 'active' : 'unsubscribed',
  unsubscribedDate: endpoint.unsubscribedAt,
  circuit: { state, failures: circuit.failures, openSince: circuit.open?.since, nextProbe: circuit.open?.probeAt },
  /** Of each secret that is signed with, newest first: until when, where it was replaced. */
  secrets: endpoint.secrets.map(({ until }) => ({ validUntil: until })),
  createdDate: endpoint.createdAt,
  attributes: { objectType: 'Webhook', etag: etagOf(endpoint) },
});

/** With the newest secret, which no later answer shows. */
export const withSecret = (view: EndpointView) => ({ ...webhookResource(view), secret: view.endpoint.secrets[0]?.secret });

export const attemptResource = ({ eventId, eventTypes, at, attempt, outcome, httpStatus, answer, durationMs }: Attempt) => ({ eventId, eventTypes, at, attempt, outcome, httpStatus, answer, durationMs });

export const deadLetterResource = ({ eventId, eventTypes, acceptedAt, attempts, settledAt, reason, body }: Delivery) => ({ eventId, eventTypes, acceptedDate: acceptedAt, attempts, deadDate: settledAt, reason, body });

/** The contract's registration. Its members are written with capitals. */
export const registrationBody = z.object({
  webhookUrl: z.string().min(1).max(2000).meta({ format: 'uri' }),
  webhookEvents: z.array(z.string().min(1).max(100).meta({ enum: PUBLISHED_EVENTS })).min(1).max(mostNamed),
  signatureTokenToMsSignatureHeader: z.boolean().optional().meta({ description: 'Whether the signature stands in `x-ms-signature`.' }),
});

export const registrationAsked = ({ webhookUrl, webhookEvents, signatureTokenToMsSignatureHeader }: z.output<typeof registrationBody>) => ({
  url: webhookUrl,
  events: webhookEvents,
  ...(signatureTokenToMsSignatureHeader !== undefined && { signatureInOwnHeader: signatureTokenToMsSignatureHeader }),
});

export const registrationResource = ({ id, url, events, signatureInOwnHeader }: Endpoint) => ({ SubscriberId: id, WebhookUrl: url, WebhookEvents: events, ...(signatureInOwnHeader === true && { SignatureTokenToMsSignatureHeader: true }) });

export const validationEventResource = ({ correlationId, partnerId, status, callbackUrl, results }: ValidationEvent) => ({ correlationId, partnerId, status, callbackUrl, results });
