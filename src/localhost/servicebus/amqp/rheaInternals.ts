import { type Typed } from 'rhea';

/*
 * What the broker uses of rhea beyond its published types. rhea is pinned to one version for this; the tests with the SDK tell whether another would do.
 */

export interface AmqpError {
  readonly condition: string;
  readonly description: string;
}

/** A delivery, in or out. */
export interface Delivery {
  readonly link: Link;
  readonly state?: Typed;
  readonly format?: number;
  settled: boolean;
  remote_settled: boolean;
  readonly remote_state?: Outcome;
  update(settled: boolean, state?: Typed): void;
}

/** An outcome as the peer gave it; which fields there are depends on its kind. */
export interface Outcome {
  readonly undeliverable_here?: boolean;
  readonly message_annotations?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly condition?: string; readonly description?: string; readonly info?: Readonly<Record<string, unknown>> };
}

interface Attach {
  snd_settle_mode: number;
  rcv_settle_mode: number;
  max_message_size: number;
  properties: Readonly<Record<string, unknown>>;
}

/** Either kind of link, seen from the broker. */
export interface Link {
  readonly name: string;
  readonly connection: Connection;
  readonly session: AmqpSession;
  readonly local: { readonly attach: Attach };
  readonly source: { readonly address?: string | null; readonly filter?: Readonly<Record<string, unknown>> } | null;
  readonly target: { readonly address?: string | null } | null;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly snd_settle_mode: number;
  readonly rcv_settle_mode: number;
  readonly state: { local_open: boolean; open_requests: number };
  readonly is_open: () => boolean;
  set_source(fields: object): void;
  set_target(fields: object): void;
  open(): void;
  close(error?: AmqpError): void;
}

/** A link on which the broker sends. */
export interface SendingLink extends Link {
  credit: number;
  delivery_count: number;
  _draining: boolean;
  _drained: boolean;
  _get_drain: () => boolean;
  set_drained(drained: boolean): void;
  send(message: Buffer | object, tag?: Buffer, format?: number): Delivery;
}

export interface AmqpSession {
  readonly connection: Connection;
  readonly incoming: { readonly updated: readonly Delivery[]; on_transfer(frame: TransferFrame, link: Link): void };
  readonly outgoing: { readonly pending_dispositions: readonly Delivery[]; available(): number };
  on_transfer: (frame: TransferFrame) => void;
  _get_link(frame: TransferFrame): Link;
  is_open(): boolean;
}

export interface TransferFrame {
  readonly performative: { message_format: number | undefined };
}

export interface Connection {
  readonly socket?: { destroy(): void; readonly destroyed: boolean };
  close(error?: AmqpError): void;
  is_open(): boolean;
  /** Has what is waiting written when the turn ends. */
  _register(): void;
  /** Writes what is waiting now. */
  _process(): void;
  _disconnected(error?: Error): void;
}

/** What rhea hands to listeners. */
export interface Context {
  readonly connection: Connection;
  readonly session?: AmqpSession;
  readonly sender?: SendingLink;
  readonly receiver?: Link;
  readonly delivery?: Delivery;
  readonly message?: Buffer | RequestMessage;
  readonly error?: Error;
}

/** A decoded message of a request. */
export interface RequestMessage {
  readonly message_id?: unknown;
  readonly reply_to?: string;
  readonly application_properties?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/**
 * rhea decodes messages of format 0 and drops the bytes, and with them the types that AMQP told apart. On links for which `wanted` says so they are
 * handed on as bytes, by hiding the format.
 */
export function keepBytes(session: AmqpSession, wanted: (link: Link) => boolean): void {
  session.on_transfer = (frame) => {
    const link = session._get_link(frame);
    if (frame.performative.message_format === 0 && wanted(link)) frame.performative.message_format = undefined;
    session.incoming.on_transfer(frame, link);
  };
}

/** rhea has said yes to an attach before anyone was asked. Nothing is written before the turn ends: this takes it back until `link.open()`. */
export function holdAttach(link: Link): void {
  link.state.local_open = false;
  link.state.open_requests = 0;
}

/** rhea answers a drain only while there is credit left; the SDK waits for the answer in any case. */
export function alwaysAnswerDrain(link: SendingLink): void {
  link._get_drain = () => {
    if (!link._draining || !link._drained) return false;
    link.delivery_count += link.credit;
    link.credit = 0;
    link._draining = false;
    return true;
  };
}

/**
 * rhea joins the answers to consecutive deliveries of one turn into one, and does not look whether the second says the same as the first: a refusal would go
 * out as a yes. What says something else than the last answer that waits is written on its own.
 */
export function answerApart({ link: { session, connection } }: Delivery, state: Typed): void {
  const last = session.incoming.updated.at(-1) ?? session.outgoing.pending_dispositions.at(-1);
  if (last && !(isAccepted(last.state) && isAccepted(state))) connection._process();
}

const ACCEPTED = 0x24;
const isAccepted = (state: Typed | undefined): boolean => Number((state?.descriptor as Typed | undefined)?.value) === ACCEPTED;

/** rhea notices the end of a destroyed socket too late: its idle timers would keep the process alive. */
export function destroyConnection(connection: Connection): void {
  connection.socket?.destroy();
  connection._disconnected();
}
