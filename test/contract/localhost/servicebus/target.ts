import { join } from 'node:path';
import { ServiceBusClient, type ServiceBusClientOptions, type ServiceBusReceivedMessage, type ServiceBusReceiver } from '@azure/service-bus';
import { RealClock } from '../../../../src/localhost';
import { readTopology, startBroker } from '../../../../src/localhost/servicebus';

const quiet = { log: () => undefined };

export interface Target {
  client(options?: ServiceBusClientOptions): ServiceBusClient;
  stop(): Promise<void>;
}

/** The namespace under test: the one that `SERVICEBUS_CONNECTION_STRING` names, which has the entities of topology.json, or a broker of our own. It was never run against a real namespace. */
export async function openTarget(): Promise<Target> {
  const given = process.env['SERVICEBUS_CONNECTION_STRING'];
  const broker = given === undefined ? await startBroker({ topology: readTopology(join(__dirname, 'topology.json')), clock: new RealClock({ logger: quiet }), logger: quiet }) : undefined;
  const connectionString = given ?? broker?.connectionString ?? '';
  const clients: ServiceBusClient[] = [];
  return {
    client: (options) => {
      const client = new ServiceBusClient(connectionString, { retryOptions: { maxRetries: 0, timeoutInMs: 10_000 }, ...options });
      clients.push(client);
      return client;
    },
    stop: async () => {
      for (const client of clients) await client.close();
      await broker?.stop();
    },
  };
}

/** Takes what there is until there are `count`. */
export async function receive(receiver: ServiceBusReceiver, count: number): Promise<ServiceBusReceivedMessage[]> {
  const received: ServiceBusReceivedMessage[] = [];
  while (received.length < count) {
    const more = await receiver.receiveMessages(count - received.length, { maxWaitTimeInMs: 5000 });
    if (more.length === 0) break;
    received.push(...more);
  }
  return received;
}

/** Whether nothing more is there. */
export const isEmpty = async (receiver: ServiceBusReceiver): Promise<boolean> => (await receiver.receiveMessages(1, { maxWaitTimeInMs: 300 })).length === 0;

export const bodies = (messages: readonly ServiceBusReceivedMessage[]): unknown[] => messages.map(({ body }) => body as unknown);
