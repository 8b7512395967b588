import { ServiceBusClient, type ServiceBusMessage, type ServiceBusSender } from '@azure/service-bus';
import { type Binding } from '../../contracts';
import { type TriggerExtension, type TriggerListener } from '../triggerListener';
import { BusListener } from './busListener';
import { busEntity } from './entity';
import { type ServiceBusSettings, withoutEffect } from './hostSettings';

/** Service Bus: triggers and outputs. An empty connection string means that there is none here: its functions wait. */
export function serviceBusTrigger(settings: ServiceBusSettings, setting: (name: string) => string | undefined): TriggerExtension {
  const outputs = new Outputs(setting);
  let told = false;
  return {
    triggerType: 'serviceBusTrigger',
    listen: (registered, context) => {
      const idle = withoutEffect(settings);
      if (!told && idle.length > 0) context.logger.log('warning', `host.json: extensions.serviceBus.${idle.join(', extensions.serviceBus.')}: no effect on this host.`);
      told = true;
      const entity = busEntity(registered.trigger, setting);
      const { connectionString } = entity;
      if (connectionString !== undefined) return outputs.closedWith(new BusListener(registered, context, { ...entity, connectionString }, settings));
      context.logger.log('information', `Function "${registered.name}" waits: there is no Service Bus here.`);
      return outputs.closedWith({ start: async () => undefined, stop: async () => undefined });
    },
    outputs: [{ type: 'serviceBus', send: (binding, value) => outputs.send(binding, value) }],
  };
}

/** Senders of output bindings, one client for each connection string. */
class Outputs {
  readonly #clients = new Map<string, ServiceBusClient>();
  readonly #senders = new Map<Binding, ServiceBusSender>();

  constructor(private readonly setting: (name: string) => string | undefined) {}

  async send(binding: Binding, value: unknown): Promise<void> {
    const messages = messagesOf(value);
    if (messages.length > 0) await this.#sender(binding).sendMessages(messages);
  }

  /** The listener, which closes the clients when it stops: the last to stop finds none. */
  closedWith(listener: TriggerListener): TriggerListener {
    return {
      start: () => listener.start(),
      stop: async () => {
        await listener.stop();
        const clients = [...this.#clients.values()];
        this.#clients.clear();
        this.#senders.clear();
        await Promise.all(clients.map((client) => client.close()));
      },
    };
  }

  #sender(binding: Binding): ServiceBusSender {
    const known = this.#senders.get(binding);
    if (known) return known;
    const { connectionString, name } = busEntity(binding, this.setting);
    if (connectionString === undefined) throw new Error(`Output "${binding.name}" has nowhere to send to: there is no Service Bus here.`);
    const client = this.#clients.get(connectionString) ?? new ServiceBusClient(connectionString);
    this.#clients.set(connectionString, client);
    const sender = client.createSender(name);
    this.#senders.set(binding, sender);
    return sender;
  }
}

/** What a function put into an output, as messages: each item of an array is one of its own. */
export function messagesOf(value: unknown): ServiceBusMessage[] {
  if (value instanceof Uint8Array) return [{ body: Buffer.from(value), contentType: 'application/octet-stream' }];
  if (Array.isArray(value)) return value.flatMap((item) => (Array.isArray(item) ? [json(item)] : messagesOf(item)));
  return typeof value === 'string' ? [{ body: Buffer.from(value), contentType: 'text/plain' }] : [json(value)];
}

const json = (value: unknown): ServiceBusMessage => ({ body: Buffer.from(JSON.stringify(value)), contentType: 'application/json' });
