import { judgeRow } from '../../../src/app/backup/judgeRow';
import { toldKey } from '../../../src/app/feed/feedRows';

const event = { type: 'event', id: 's:1', customerId: 'c', partnerId: 'p', subject: { kind: 'subscription', id: 's' }, version: 1, at: '2021-06-18T10:00:00.000Z', facts: [{ type: 'SubscriptionRenewed' }], deadlines: [] };

test.each([
  { says: 'two events', events: [event, event], isSound: true },
  { says: 'an event and something else', events: [event, { id: 's:2' }], isSound: false },
  { says: 'none', events: 'none', isSound: false },
])('[DUE-2] a row of a feed that holds $says: sound $isSound', ({ events, isSound }) => {
  expect(judgeRow('Events', { partition: 'p', key: toldKey(2), value: { type: 'events', events }, etag: '' }) === undefined).toBe(isSound);
});
