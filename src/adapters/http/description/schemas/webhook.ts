import { z } from 'zod';
import { attemptSchema, validationSchema } from '../../../../app/webhook/webhookRows';
import { circuitStates } from '../../../../domain/webhook/circuit';
import { PUBLISHED_EVENTS } from '../../../../domain/webhook/publishedNames';
import { endpointSchema } from '../../../../domain/webhook/state';
import { count, guid, instant, members, named, unreadable, versionedAttributesOf } from './answerSchema';

const webhookMembers = {
  id: guid,
  form: endpointSchema.shape.form.meta({ description: '`own`: CloudEvents, signed as Standard Webhooks have it; `published`: the one registration of the contract.' }),
  url: z.string(),
  description: z.string().optional(),
  events: z.array(z.string()).meta({ description: 'Patterns of event types; of a published one published names.' }),
  customers: z.array(guid).meta({ description: 'It is restricted to them; empty: all.' }),
  products: z.array(z.string()).meta({ description: 'It is restricted to them; empty: all.' }),
  status: z.enum(['active', 'unsubscribed']),
  unsubscribedDate: instant.optional().meta({ description: 'When it answered 410; nothing is sent to it from then on.' }),
  circuit: members({
    state: z.enum(circuitStates),
    failures: count.meta({ description: 'In a row.' }),
    openSince: instant.optional(),
    nextProbe: instant.optional().meta({ description: 'When one event is tried.' }),
  }),
  secrets: z
    .array(members({ validUntil: instant.optional().meta({ description: 'Exclusive; absent: it is the current one.' }) }))
    .meta({ description: 'What is signed with, newest first; never the secrets themselves.' }),
  createdDate: instant,
  attributes: versionedAttributesOf('Webhook'),
};

export const webhook = named('Webhook', members(webhookMembers));

export const webhookWithSecret = named('WebhookWithSecret', members({ ...webhookMembers, secret: z.string().meta({ description: 'The newest secret: shown here, and never again.' }) }));

export const webhookAttempt = named(
  'WebhookAttempt',
  members({
    eventId: z.string(),
    eventTypes: z.array(z.string()),
    at: instant,
    attempt: z.number().int().positive(),
    outcome: attemptSchema.shape.outcome.meta({ description: '`retry`: it is tried again; `dead`: it was given up; `unsubscribed`: it answered 410.' }),
    httpStatus: z.number().int().optional().meta({ description: 'Of its answer; absent: there was none.' }),
    answer: z.string().meta({ description: 'The beginning of its answer, or why there was none.' }),
    durationMs: count.meta({ description: 'Milliseconds.' }),
  }),
);

const deadMembers = {
  eventId: z.string(),
  eventTypes: z.array(z.string()),
  acceptedDate: instant,
  attempts: count,
  deadDate: instant.optional().meta({ description: 'When it was given up.' }),
  reason: z.string().optional(),
};

export const deadLetter = named('DeadLetter', members({ ...deadMembers, body: z.string().meta({ description: 'What was sent, to the byte.' }) }));

const endpointMembers = { partnerId: guid.meta({ description: 'Tenant of the partner.' }), webhookId: guid, url: z.string() };

/** The same of any partner, without what was sent. */
export const deadLetterOfPartner = named('DeadLetterOfPartner', members({ ...endpointMembers, ...deadMembers }));

export const secretsRotated = members({
  items: z.array(members({ ...endpointMembers, secret: z.string().meta({ description: 'Shown here, and never again.' }) })),
  next: z.string().optional().meta({ description: 'What the next call sends as `from`; absent: that was all.' }),
  unreadable,
});

export const signingKeyRotated = members({ certificate: z.string().meta({ description: 'PEM, X.509, self-signed.' }) });

/** The contract's registration, whose members are written with capitals. */
export const registration = named(
  'WebhookRegistration',
  members({ SubscriberId: guid, WebhookUrl: z.string(), WebhookEvents: z.array(z.enum(PUBLISHED_EVENTS)), SignatureTokenToMsSignatureHeader: z.literal(true).optional() }),
);

export const validationEvent = named(
  'WebhookValidationEvent',
  members({
    correlationId: guid,
    partnerId: guid,
    status: validationSchema.shape.status,
    callbackUrl: z.string(),
    results: z.array(members({ responseCode: z.string(), responseMessage: z.string(), systemError: z.boolean(), dateTimeUtc: instant })),
  }),
);
