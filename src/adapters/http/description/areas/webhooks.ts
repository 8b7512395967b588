import { z } from 'zod';
import { PUBLISHED_EVENTS } from '../../../../domain/webhook/publishedNames';
import { type DescribedArea } from '../operation';
import { collectionOf, count, guid, members } from '../schemas/answerSchema';
import { deadLetter, registration, validationEvent, webhook, webhookAttempt, webhookWithSecret } from '../schemas/webhook';

const replayed = members({ replayed: count, more: z.boolean().meta({ description: 'Whether there are more: call again.' }) });

export const webhooks: DescribedArea = {
  name: 'Webhooks',
  about: 'Who is told of events, and what became of it.',
  operations: {
    listWebhooks: { summary: 'Get your webhooks', details: 'With the registration of the contract.', answers: { 200: collectionOf(webhook) } },
    createWebhook: { summary: 'Create a webhook', details: 'The secret is in this answer, and in no later one. A call that is repeated is told it again.', answers: { 201: webhookWithSecret } },
    getWebhook: { summary: 'Get a webhook', answers: { 200: webhook } },
    replaceWebhook: { summary: 'Replace a webhook', details: 'What is left out is empty, and restricts nothing. Its secrets stay.', answers: { 200: webhook } },
    deleteWebhook: { summary: 'Delete a webhook', details: 'Also the registration of the contract, for which the contract has no call.', answers: { 204: 'nothing' } },
    rotateWebhookSecret: { summary: 'Give a webhook a new secret', details: 'Everything is signed with the one before too, until its `validUntil`.', answers: { 200: webhookWithSecret } },
    testWebhook: { summary: 'Send an event to a webhook at once', details: 'The answer says what came of it.', answers: { 200: webhookAttempt } },
    listWebhookDeliveries: { summary: 'Get what was sent to a webhook, and what it answered', details: 'In order of time, from `since` on, itself included.', answers: { 200: collectionOf(webhookAttempt) } },
    listDeadLetters: { summary: 'Get what was given up for a webhook', details: 'The longest ago first.', answers: { 200: collectionOf(deadLetter) } },
    replayDeadLetters: { summary: 'Send again what was given up', details: 'One event by `eventId`, else all of them, as many as one call takes.', answers: { 200: replayed } },
    createRegistration: { summary: 'Create an event registration', answers: { 200: registration } },
    getRegistration: { summary: 'View an event registration', answers: { 200: registration } },
    replaceRegistration: { summary: 'Update an event registration', answers: { 200: registration } },
    listRegistrationEvents: { summary: 'Get a list of events', answers: { 200: z.array(z.enum(PUBLISHED_EVENTS)) } },
    createValidationEvent: { summary: 'Send a test event to validate a registration', answers: { 200: members({ correlationId: guid }) } },
    getValidationEvent: { summary: 'Verify that the test event was delivered', answers: { 200: validationEvent } },
  },
};
