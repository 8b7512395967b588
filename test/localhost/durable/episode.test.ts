import { beginEpisode, LARGEST_HELD } from '../../../src/localhost/durable/episode';
import { type WaitingRow } from '../../../src/localhost/durable/inbox';
import { type OrchestrationRecord } from '../../../src/localhost/durable/instance';
import { OpenWork } from '../../../src/localhost/durable/openWork';
import { EventType, type HistoryEvent } from '../../../src/localhost/durable/protocol';
import { MAX_CONSUMED } from '../../../src/localhost/durable/store/port';

const stamp = { IsPlayed: false, Timestamp: '2026-01-31T10:00:00.000Z' };
const record: OrchestrationRecord = {
  kind: 'orchestration', id: 'i', name: 'o', version: null, executionId: 'e', generation: 0, turn: 1, status: 'Running', createdAt: stamp.Timestamp, updatedAt: stamp.Timestamp,
  input: null, output: null, customStatus: null, parent: null, carried: [], cancelledTimers: [], outbox: [],
};

/** Rows with a result of so many characters each, and the activities that they end. */
const results = (count: number, length: number, isHeld: boolean): { rows: WaitingRow[]; work: OpenWork } => {
  const scheduled = Array.from({ length: count }, (_, id): HistoryEvent => ({ EventType: EventType.TaskScheduled, ...stamp, EventId: id, Name: 'a', Version: '', Input: '[null]' }));
  const rows = scheduled.map(({ EventId }, index): WaitingRow => ({
    key: String(index).padStart(6, '0'),
    isHeld,
    messages: [{ kind: 'event', executionId: 'e', event: { EventType: EventType.TaskCompleted, ...stamp, EventId: -1, TaskScheduledId: EventId, Result: 'x'.repeat(length) } }],
  }));
  return { rows, work: new OpenWork(scheduled) };
};

test.each([
  ['stored ones as far as a transaction has room', 100, 10, false, MAX_CONSUMED],
  ['held ones all', 1_000, 10, true, 1_000],
  ['large held ones up to a size, and the rest the next time', 40, 1_000_000, true, Math.ceil(LARGEST_HELD / 1_000_200) ],
])('an episode takes %s', (_, count, length, isHeld, taken) => {
  const { rows, work } = results(count, length, isHeld);
  const episode = beginEpisode(record, work, rows, Date.parse(stamp.Timestamp), 0);
  expect([episode.consumed.length, episode.inbound.length, episode.more]).toEqual([taken, taken + 1, taken < count]);
});
