import { type AddressInfo, type Server } from 'node:net';
import { create_container } from 'rhea';
import { type Logger } from '../../contracts';
import { describeError } from '../../describeError';
import { type Broker } from '../broker';
import { BusError, Condition } from '../engine/busError';
import { IncomingLink } from './incomingLink';
import { type LinkHandler, type OutcomeKind } from './linkHandler';
import { manage } from './management';
import { errorFor } from './outcome';
import { Receivers } from './receivers';
import { ReplyLinks, RequestLink } from './requestLinks';
import { type Connection, type Context, destroyConnection, keepBytes, type Link, type SendingLink } from './rheaInternals';

export interface ServerOptions {
  readonly broker: Broker;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly maxMessageBytes: number;
  readonly logger: Logger;
}

/** Deliveries that a client may have unsettled at a time, of a connection's session. */
const OUTGOING_BUFFER = 1 << 16;
const MANAGEMENT = /^(.*)\/\$management$/i;
const CBS = /^\$cbs$/i;
const STOPPING = { condition: 'amqp:connection:forced', description: 'The broker is being stopped.' };
/** How long a client has for its goodbye at a stop, in real time. */
const GOODBYE_MS = 500;

interface ListeningContainer {
  readonly sasl_server_mechanisms: { enable_anonymous(): void } & Record<string, unknown>;
  listen(options: object): Server;
  on(event: string, listener: (context: Context) => void): void;
}

interface ClientState {
  readonly handlers: Map<Link, LinkHandler>;
  readonly replies: ReplyLinks;
  /** Holds deferred messages that were locked by request. */
  readonly holder: object;
}

/** Speaks AMQP 1.0 with clients, as Azure Service Bus does. */
export class AmqpServer {
  readonly #options: ServerOptions;
  readonly #receivers: Receivers;
  readonly #clients = new Map<Connection, ClientState>();
  readonly #listening: Server;

  private constructor(options: ServerOptions, container: ListeningContainer, listening: Server) {
    this.#options = options;
    this.#receivers = new Receivers(options.broker);
    this.#listening = listening;
    this.#listen(container);
  }

  /** Rejects when the port cannot be had. */
  static async listen(options: ServerOptions): Promise<AmqpServer> {
    const container = create_container({ id: 'servicebus-localhost' }) as unknown as ListeningContainer;
    container.sasl_server_mechanisms.enable_anonymous();
    // What the SDK for .NET asks for; nothing is checked here either.
    container.sasl_server_mechanisms['MSSBCBS'] = () => ({ outcome: true, start: () => undefined });
    const listening = container.listen({
      host: options.host,
      port: options.port,
      autoaccept: false,
      autosettle: false,
      treat_modified_as_released: false,
      tcp_no_delay: true,
      max_frame_size: 65_536,
      session_buffer_size: { incoming: 2048, outgoing: OUTGOING_BUFFER },
    });
    const server = new AmqpServer(options, container, listening);
    await new Promise<void>((resolve, reject) => {
      listening.once('listening', resolve);
      listening.once('error', reject);
    });
    return server;
  }

  get port(): number {
    return (this.#listening.address() as AddressInfo).port;
  }

  /** See `Receivers.unsettled`. */
  unsettled(): number {
    return this.#receivers.unsettled();
  }

  /** Says goodbye to every client, and hangs up on those that do not answer. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#listening.close(() => resolve()));
    for (const connection of this.#clients.keys()) connection.close(STOPPING);
    let timeout: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timeout = setTimeout(resolve, GOODBYE_MS);
    });
    await Promise.race([closed, patience]);
    clearTimeout(timeout);
    this.hangUp();
    await closed;
  }

  /** Cuts every connection off, as a network does. */
  hangUp(): void {
    for (const connection of [...this.#clients.keys()]) destroyConnection(connection);
  }

  #listen(container: ListeningContainer): void {
    const { logger } = this.#options;
    container.on('connection_open', ({ connection }) => this.#clients.set(connection, { handlers: new Map(), replies: new ReplyLinks(), holder: {} }));
    for (const event of ['connection_close', 'disconnected']) container.on(event, ({ connection }) => this.#forget(connection));
    // An error is told to its link or connection; without a listener rhea would throw.
    for (const event of ['connection_error', 'session_error', 'sender_error', 'receiver_error']) container.on(event, () => undefined);
    for (const event of ['error', 'protocol_error']) container.on(event, (problem) => logger.log('warning', `Service Bus: a client broke the protocol: ${describeError(problem.error ?? problem)}`));
    container.on('session_open', ({ session }) => {
      if (session) keepBytes(session, (link) => this.#handlerOf(link)?.wantsBytes === true);
    });
    container.on('receiver_open', ({ receiver }) => receiver && this.#attach(receiver, (client) => this.#attachIncoming(receiver, client)));
    container.on('sender_open', ({ sender }) => sender && this.#attach(sender, (client) => this.#attachOutgoing(sender, client)));
    container.on('receiver_close', ({ receiver }) => receiver && this.#detach(receiver));
    container.on('sender_close', ({ sender }) => sender && this.#detach(sender));
    container.on('session_close', ({ connection, session }) => {
      // Links end with their session, whether they were detached or not.
      for (const link of [...(this.#clients.get(connection)?.handlers.keys() ?? [])]) if (link.session === session) this.#detach(link);
    });
    container.on('message', ({ receiver, message, delivery }) => {
      if (receiver && delivery && message !== undefined) this.#handlerOf(receiver)?.onMessage?.(message, delivery);
    });
    container.on('sender_flow', ({ sender }) => sender && this.#handlerOf(sender)?.onFlow?.(false));
    container.on('sender_draining', ({ sender }) => sender && this.#handlerOf(sender)?.onFlow?.(true));
    for (const kind of ['accepted', 'rejected', 'released', 'modified'] satisfies OutcomeKind[]) {
      container.on(kind, ({ sender, delivery }) => {
        if (sender && delivery) this.#handlerOf(sender)?.onOutcome?.(kind, delivery);
      });
    }
  }

  #handlerOf(link: Link): LinkHandler | undefined {
    return this.#clients.get(link.connection)?.handlers.get(link);
  }

  /** Attaches a link, or says why not: an answer without a source or target, and a goodbye with the reason. */
  #attach(link: Link, attach: (client: ClientState) => LinkHandler): void {
    const client = this.#clients.get(link.connection);
    if (!client) return;
    try {
      client.handlers.set(link, attach(client));
    } catch (error) {
      if (!(error instanceof BusError)) this.#options.logger.log('error', `Service Bus: a link could not be attached: ${String(error)}`);
      link.close(errorFor(error));
    }
  }

  #attachIncoming(link: Link, client: ClientState): LinkHandler {
    const address = link.target?.address;
    if (address === undefined || address === null) throw new BusError(Condition.notImplemented, 'The broker offers no transactions.');
    const { broker, maxMessageBytes } = this.#options;
    if (CBS.test(address)) return new RequestLink(link, client.replies, async () => ({ status: 202 }));
    const managed = MANAGEMENT.exec(address)?.[1];
    if (managed !== undefined) return new RequestLink(link, client.replies, (request) => manage(broker, pathOf(managed), request, { holder: client.holder, maxMessageBytes }));
    const path = pathOf(address);
    broker.store.entry(path);
    return new IncomingLink(link, broker, path, maxMessageBytes);
  }

  #attachOutgoing(link: SendingLink, client: ClientState): LinkHandler {
    const address = link.source?.address;
    if (address === undefined || address === null) throw new BusError(Condition.argument, 'The link has no source address.');
    if (CBS.test(address) || MANAGEMENT.test(address)) return client.replies.attach(link);
    return this.#receivers.attach(link, this.#options.broker.store.queue(pathOf(address)));
  }

  #detach(link: Link): void {
    const client = this.#clients.get(link.connection);
    const handler = client?.handlers.get(link);
    client?.handlers.delete(link);
    handler?.onClosed?.();
  }

  #forget(connection: Connection): void {
    const client = this.#clients.get(connection);
    this.#clients.delete(connection);
    this.#receivers.forget(connection);
    for (const handler of client?.handlers.values() ?? []) handler.onClosed?.();
  }
}

/** An address may be a path or a whole URL. */
const pathOf = (address: string): string => address.replace(/^[a-z]+:\/\/[^/]+\//i, '').replace(/^\//, '');

