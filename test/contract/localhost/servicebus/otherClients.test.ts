import { once } from 'node:events';
import { ServiceBusClient } from '@azure/service-bus';
import rhea from 'rhea';
import { RealClock } from '../../../../src/localhost';
import { type RunningBroker, startBroker } from '../../../../src/localhost/servicebus';
import { topologyOf } from '../../../localhost/servicebus/support';

const quiet = { log: () => undefined };
let broker: RunningBroker;
beforeAll(async () => {
  broker = await startBroker({ topology: topologyOf([{ Name: 'q' }, { Name: 'ordered', Properties: { RequiresSession: true } }]), clock: new RealClock({ logger: quiet }), logger: quiet });
});
afterAll(() => broker.stop());

const connected = async (): Promise<rhea.Connection> => {
  const connection = rhea.create_container().connect({ host: '127.0.0.1', port: broker.port, reconnect: false });
  await once(connection, 'connection_open');
  return connection;
};

/** The SDK for JavaScript has no transactions; others attach to a coordinator, as here. */
test('a transaction is refused by name, and the connection lives on', async () => {
  const connection = await connected();
  // What a coordinator is says the descriptor of its target.
  const coordinator = rhea.types.wrap_described([], 0x30);
  const sender = connection.open_sender({ name: 'coordinator', target: coordinator as never });
  const [{ sender: refused }] = (await once(sender, 'sender_error')) as [{ sender: { error: { condition: string; description: string } } }];
  expect(refused.error).toMatchObject({ condition: 'amqp:not-implemented', description: 'The broker offers no transactions.' });
  const plain = connection.open_sender('q');
  await once(plain, 'sender_open');
  expect(connection.is_open()).toBe(true);
  connection.close();
  await once(connection, 'connection_close');
});

test('whoever waits for a session and ends without a goodbye to its link is not given one', async () => {
  const connection = await connected();
  const amqpSession = connection.create_session();
  amqpSession.begin();
  await once(amqpSession, 'session_open');
  amqpSession.open_receiver({ source: { address: 'ordered', filter: { 'com.microsoft:session-filter': null } as never } });
  // The attach is there once what comes after it is answered.
  connection.open_sender('q');
  await once(connection, 'sender_open');
  amqpSession.close();
  await once(amqpSession, 'session_close');
  const client = new ServiceBusClient(broker.connectionString, { retryOptions: { maxRetries: 0 } });
  await client.createSender('ordered').sendMessages({ body: 'for who is there', sessionId: 's' });
  const session = await client.acceptSession('ordered', 's');
  const [message] = await session.receiveMessages(1, { maxWaitTimeInMs: 5000 });
  expect(message?.body).toBe('for who is there');
  await client.close();
  connection.close();
  await once(connection, 'connection_close');
});
