import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, InvocationContext, type ServiceBusTopicFunctionOptions } from '@azure/functions';
import { cloudEventOf } from '../../src/adapters/cloudevents/cloudEvent';
import { onSubscription } from '../../src/adapters/servicebus/onSubscription';
import { type EventRecord } from '../../src/app/command/eventRecord';
import { type Told } from '../../src/app/event/storedEvents';
import { instant } from '../../src/kernel/instant';

const record: EventRecord = {
  id: 's:3',
  customerId: 'c',
  partnerId: 'p',
  subject: { kind: 'subscription', id: 's' },
  version: 3,
  at: instant('2021-06-18T10:00:00Z'),
  facts: [{ type: 'SeatsAdded', from: 1, to: 2 }],
  cause: { command: 'patchSubscription' },
  deadlines: [],
};

const registeredIn = (environment: Readonly<Record<string, string>>, take: (told: Told) => Promise<void> = async () => undefined, canTake = true) => {
  const registered: ServiceBusTopicFunctionOptions[] = [];
  const register = jest.spyOn(app, 'serviceBusTopic').mockImplementation((_name, options) => void registered.push(options));
  const before = process.env;
  process.env = { ...environment };
  try {
    onSubscription('notifications', () => canTake, take);
  } finally {
    process.env = before;
    register.mockRestore();
  }
  return registered;
};

test.each([
  { name: 'no setting', environment: {}, count: 0 },
  { name: 'an empty one', environment: { ServiceBusConnection: ' ', ServiceBusConnection__fullyQualifiedNamespace: '' }, count: 0 },
  { name: 'a connection string', environment: { ServiceBusConnection: 'Endpoint=sb://x' }, count: 1 },
  { name: 'a namespace', environment: { ServiceBusConnection__fullyQualifiedNamespace: 'x.servicebus.windows.net' }, count: 1 },
])('[AUD-2] $name: $count functions are registered, for no host can start one whose connection is missing', ({ environment, count }) => {
  expect(registeredIn(environment)).toHaveLength(count);
});

test('[AUD-2] where nothing can be done with a message no function is registered: it waits in the subscription, and is not delivered to death', () => {
  expect(registeredIn({ ServiceBusConnection: 'Endpoint=sb://x' }, undefined, false)).toEqual([]);
});

test('[AUD-2] a message is what was told, in order of its session; what is no event of ours is never taken', async () => {
  const taken: Told[] = [];
  const [options] = registeredIn({ ServiceBusConnection: 'Endpoint=sb://x' }, async (told) => void taken.push(told));
  expect(options).toMatchObject({ topicName: 'lifecycle', subscriptionName: 'notifications', isSessionsEnabled: true, cardinality: 'one', connection: 'ServiceBusConnection' });
  await options?.handler(cloudEventOf(record).toJSON(), new InvocationContext());
  const { cause: _cause, deadlines: _deadlines, ...told } = record;
  expect(taken).toMatchObject([told]);
  await expect(async () => options?.handler({ id: 's:3' }, new InvocationContext())).rejects.toThrow(/no event of this app/);
  expect(taken).toHaveLength(1);
});

test('[AUD-2] the host gives a session up soon: there is one for each subject', () => {
  const { extensions } = JSON.parse(readFileSync(join(__dirname, '../../host.json'), 'utf8')) as { extensions: { serviceBus: { sessionIdleTimeout: string; maxConcurrentSessions: number } } };
  expect(extensions.serviceBus).toMatchObject({ sessionIdleTimeout: '00:00:00.250', maxConcurrentSessions: 64 });
});
