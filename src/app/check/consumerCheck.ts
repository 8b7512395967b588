import { plusMinutes, type Instant } from '../../kernel/instant';
import { customerEvents, outboxPrefix } from '../command/commerceKeys';
import { type EventRecord } from '../command/eventRecord';
import { outboxRows } from '../command/outbox';
import { eventRows } from '../command/toldFacts';
import { type Consumers, type Overlooked } from '../consume/consumers';
import { type Finding } from './finding';
import { rowsUnder, type CustomerRows } from './customerRows';

/** What is younger may be on its way. */
const UNDER_WAY_MINUTES = 60;

interface Manner {
  readonly now: Instant;
  /** Events since then; all of them if absent. */
  readonly since: Instant | undefined;
  readonly repairs: boolean;
}

export interface ConsumerCheckPorts {
  readonly consumers: Consumers;
}

/** DUE-1: what of these events consumers should have come to and have not. @param waiting ids of those that still wait to be told. @throws when the store fails. */
export const overlookedOf = async ({ consumers }: ConsumerCheckPorts, records: readonly EventRecord[], waiting: ReadonlySet<string>, { now, since, repairs }: Manner): Promise<readonly Finding[]> => {
  const told = records.filter(({ id, at }) => (since === undefined || at >= since) && plusMinutes(at, UNDER_WAY_MINUTES) <= now && !waiting.has(id));
  return (await consumers.recover(told, repairs)).map(({ consumer, record }: Overlooked): Finding => ({ what: 'consumer', customerId: record.customerId, consumer, event: record.id }));
};

/** The same of one customer's. */
export const consumerFaults = (ports: ConsumerCheckPorts, customer: CustomerRows, manner: Manner): Promise<readonly Finding[]> =>
  overlookedOf(ports, eventRows.readable(rowsUnder(customer, customerEvents)).items, new Set(outboxRows.readable(rowsUnder(customer, outboxPrefix)).items.map(({ id }) => id)), manner);
