import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceBusError, type ServiceBusErrorCode } from '@azure/service-bus';
import { BusDown } from '../../src/app/bus/bus';
import { busFailure } from '../../src/adapters/servicebus/busFailure';
import { isBusConnection } from '../../src/wiring/settingForms';
import { TOPIC } from '../../src/adapters/servicebus/topic';

const topology = JSON.parse(readFileSync(join(__dirname, '../../infra/servicebus.json'), 'utf8')) as {
  readonly UserConfig: { readonly Namespaces: readonly { readonly Topics: readonly { readonly Name: string; readonly Properties: object; readonly Subscriptions: readonly { readonly Name: string; readonly Properties: object }[] }[] }[] };
};

test('[AUD-2] the topic that events are sent to is in the topology, drops repeats, and its subscriptions keep the order of each session', () => {
  const topic = topology.UserConfig.Namespaces[0]?.Topics.find(({ Name }) => Name === TOPIC);
  expect(topic?.Properties).toMatchObject({ RequiresDuplicateDetection: true });
  expect(topic?.Subscriptions.map(({ Name }) => Name)).toEqual(['webhooks', 'notifications']);
  expect(topic?.Subscriptions.map(({ Properties }) => Properties)).toEqual(topic?.Subscriptions.map(() => expect.objectContaining({ RequiresSession: true }) as object));
});

test.each([
  ['Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=abc=', true],
  ['Endpoint=sb://127.0.0.1:5672;SharedAccessKeyName=Root;SharedAccessKey=x;UseDevelopmentEmulator=true', true],
  ['Endpoint=sb://10.0.0.1;SharedAccessKeyName=Root;SharedAccessKey=x;UseDevelopmentEmulator=true', false],
  ['Endpoint=https://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=abc', false],
  ['Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root', false],
  ['nonsense', false],
])('a connection string of a namespace, in the clear on this machine only: %s', (text, isOne) => {
  expect(isBusConnection(text)).toBe(isOne);
});

test.each<[ServiceBusErrorCode, string]>([
  ['QuotaExceeded', 'The topic is full'],
  ['MessagingEntityNotFound', 'The bus has no such topic or subscription'],
  ['MessagingEntityDisabled', 'The topic or its subscription is disabled on the bus'],
  ['UnauthorizedAccess', 'The bus lets this app neither send nor receive'],
  ['ServiceCommunicationProblem', 'The bus cannot be reached'],
  ['ServiceTimeout', 'The bus cannot be reached'],
])('[AUD-2] events wait, and it is said why: %s', (code, says) => {
  const cause = new ServiceBusError('as the library has it', code);
  const failure = busFailure(cause);
  expect(failure).toBeInstanceOf(BusDown);
  expect(failure).toMatchObject({ message: says, cause });
});

test('[AUD-2] what one message, or this app, is to blame for is no matter of the bus', () => {
  for (const error of [new ServiceBusError('too large', 'MessageSizeExceeded'), new RangeError('ours'), new TypeError('ours')]) expect(busFailure(error)).toBe(error);
});
