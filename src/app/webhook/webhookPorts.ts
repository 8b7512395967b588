import { type EventRecord } from '../command/eventRecord';
import { type Hearable } from '../../domain/webhook/state';
import { type Attempted } from '../../domain/webhook/retry';
import { type Clock } from '../../kernel/clock';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type DeadlineIndex } from '../due/deadlineIndex';
import { type Log } from '../log';
import { type PartnerFeeds } from '../feed/partnerFeeds';
import { type UnreadableRows } from '../operations/unreadableRows';
import { type EndpointBook } from './endpointBook';

/** One request to a receiver. */
export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What it came to, and what the log of deliveries keeps of it. */
export interface WebhookAnswer {
  readonly attempted: Attempted;
  /** The beginning of the answer; empty where there was none. */
  readonly text: string;
  readonly durationMs: number;
}

/** Sends to where partners say, and nowhere else. */
export interface WebhookSender {
  /** What is wrong with an address, as far as its text shows, in words; undefined: nothing. */
  problemOf(url: string): string | undefined;
  /** Follows no redirect, and waits no longer than its limits. Never throws: what went wrong is an answer that did not come. */
  send(request: WebhookRequest): Promise<WebhookAnswer>;
}

/** What an endpoint of a partner's own is sent. @param record where it is a change that is stored. */
export type OwnBody = (event: Hearable, record?: EventRecord) => string;

export interface WebhookPorts {
  readonly ownBody: OwnBody;
  /** The `Webhooks` table: endpoints by partner, what is delivered by endpoint. */
  readonly webhooks: PartitionStore;
  readonly endpoints: EndpointBook;
  readonly sender: WebhookSender;
  readonly commerce: PartitionStore;
  /** What partners were told, and the `Events` table that it stands in. */
  readonly feeds: Pick<PartnerFeeds, 'lastOf'>;
  readonly eventRows: PartitionStore;
  readonly deadlines: DeadlineIndex;
  readonly clock: Clock;
  readonly log: Log;
  readonly unreadable: UnreadableRows;
  readonly webhookSettings: {
    /** http and addresses inside this machine or its network are reached. */
    readonly allowsPrivate: boolean;
    /** Of this installation, without a slash at the end; empty: nobody has said. */
    readonly publicUrl: string;
  };
  /** Of the world, for signatures: a receiver compares them with its own clock, which never moves with ours. */
  readonly realTime: () => Date;
  /** Milliseconds since any fixed moment. */
  readonly elapsed: () => number;
}
