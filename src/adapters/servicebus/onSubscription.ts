import { setTimeout } from 'node:timers/promises';
import { app } from '@azure/functions';
import { type Told } from '../../app/event/storedEvents';
import { inSpan } from '../../app/tracing/inSpan';
import { toldEvent } from '../cloudevents/toldEvent';
import { TOPIC } from './topic';

/** As the app's settings name the namespace, by connection string or, on Azure, by `ServiceBusConnection__fullyQualifiedNamespace`. */
const CONNECTION = 'ServiceBusConnection';

/** A function whose connection is missing cannot be started by the Azure host, which complains of it for good. */
const isThereBus = (): boolean => [CONNECTION, `${CONNECTION}__fullyQualifiedNamespace`].some((name) => (process.env[name] ?? '').trim() !== '');

/** What the app depends on fails for a while: without a pause ten deliveries would be over in a moment, and the message a dead letter. */
const PAUSE_MILLIS = 5_000;

const orPause = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    await setTimeout(PAUSE_MILLIS);
    throw error;
  }
};

/**
 * Registers a function for a subscription of the topic, one message at a time, those of a subject in their order. Where there is no bus it registers nothing, nor where nothing can be done with a message: each would be a dead letter within a minute, and so it
 * waits in the subscription, undelivered and uncounted, for the next process that registers.
 * @param name of the function, and of the subscription. @param canTake asked once, now. @param take throws what is to be given again: too often, and the message is a dead letter.
 */
export const onSubscription = (name: string, canTake: () => boolean, take: (told: Told) => Promise<void>): void => {
  if (!isThereBus() || !canTake()) return;
  app.serviceBusTopic(name, {
    connection: CONNECTION,
    topicName: TOPIC,
    subscriptionName: name,
    isSessionsEnabled: true,
    cardinality: 'one',
    handler: async (message) => {
      const told = toldEvent(message);
      await inSpan(`process ${name}`, { kind: 'consumer', from: told.traceparent, facts: { event: told.id } }, () => orPause(() => take(told)));
    },
  });
};
