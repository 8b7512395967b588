import { DefaultAzureCredential } from '@azure/identity';
import { ServiceBusClient, type ServiceBusClientOptions, type ServiceBusMessage } from '@azure/service-bus';
import { type Bus } from '../../app/bus/bus';
import { type BusDeadLetters } from '../../app/bus/deadLetters';
import { type EventRecord } from '../../app/command/eventRecord';
import { cloudEventOf } from '../cloudevents/cloudEvent';
import { busFailure } from './busFailure';
import { ServiceBusDeadLetters } from './serviceBusDeadLetters';
import { TOPIC } from './topic';

/** A connection string is for a broker on this machine and for tests; on Azure the namespace (`x.servicebus.windows.net`) with the app's managed identity. */
export type BusAccount = { readonly connectionString: string } | { readonly namespace: string };

/** The library waits 30 s before it tries again, and 60 s for an answer, unless it is told; whoever waits here is a command that is stored already, and the outbox tries again. */
const patience = { maxRetries: 1, retryDelayInMs: 500, timeoutInMs: 5_000 };

/** As OpenTelemetry names it, and as the Functions host and older Azure libraries read it. */
const traceProperties = ({ traceparent }: EventRecord) => (traceparent === undefined ? {} : { traceparent, 'Diagnostic-Id': traceparent });

const messageOf = (session: string, record: EventRecord): ServiceBusMessage => ({
  body: cloudEventOf(record).toJSON(),
  contentType: 'application/cloudevents+json; charset=utf-8',
  messageId: record.id,
  sessionId: session,
  subject: record.subject.kind,
  applicationProperties: { customerId: record.customerId, partnerId: record.partnerId, facts: record.facts.map(({ type }) => type).join(','), ...traceProperties(record) },
});

/** Azure Service Bus: one client and one sender for the life of the process. */
export class ServiceBus implements Bus {
  private readonly client: ServiceBusClient;
  private readonly sender;
  readonly deadLetters: BusDeadLetters;

  /** Sends nothing before the first use. @param retryOptions for tests: how long it waits, and how often it tries. */
  constructor(account: BusAccount, retryOptions: ServiceBusClientOptions['retryOptions'] = patience) {
    const options = { retryOptions: { ...retryOptions } };
    this.client = 'connectionString' in account ? new ServiceBusClient(account.connectionString, options) : new ServiceBusClient(account.namespace, new DefaultAzureCredential(), options);
    this.sender = this.client.createSender(TOPIC);
    this.deadLetters = new ServiceBusDeadLetters(this.client);
  }

  async send(session: string, records: readonly EventRecord[]): Promise<void> {
    try {
      let batch = await this.sender.createMessageBatch();
      for (const record of records) {
        const message = messageOf(session, record);
        if (batch.tryAddMessage(message)) continue;
        if (batch.count > 0) await this.sender.sendMessages(batch);
        batch = await this.sender.createMessageBatch();
        if (!batch.tryAddMessage(message)) throw new RangeError(`The event ${record.id} is larger than a message may be`);
      }
      if (batch.count > 0) await this.sender.sendMessages(batch);
    } catch (error) {
      throw busFailure(error);
    }
  }

  async close(): Promise<void> {
    await this.sender.close();
    await this.client.close();
  }
}
