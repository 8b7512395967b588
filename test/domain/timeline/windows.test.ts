import { windowsOf } from '../../../src/domain/timeline/windows';
import { type Told } from '../../../src/domain/timeline/told';
import { type Subscription } from '../../../src/domain/subscription/state';
import { at } from '../subscription/bought';
import { suite } from '../transition/suites';

// |--18 Jun ten, window open--20 Jun some or all are upgraded into another--25 Jun it closes--|
const june = suite('SUITEA', '2021-06-18T10:00:00Z');
const told = (version: number, when: string, fact: Told['facts'][number], opened: Told['opened'] = []): Told => ({ event: `e${version}`, at: at(when), version, facts: [fact], changed: {}, opened, lines: [] });
const bought = told(1, '2021-06-18T10:00:00Z', { type: 'SubscriptionPurchased' }, june.batches);
const movedOut = (to: number): Told => told(2, '2021-06-20T10:00:00Z', { type: 'LicencesMovedOut', from: 10, to, toSubscriptionId: 'other' });
const left = (quantity: number): Subscription => ({ ...june, version: 2, quantity, batches: june.batches.map((batch) => ({ ...batch, quantity })) });
const ended: Subscription = { ...june, version: 2, status: 'deleted', autoRenew: false, batches: [], endedAt: at('2021-06-20T10:00:00Z') };

test.each([
  ['open still', 6, left(6), '2021-06-21T10:00:00Z', '2021-06-25T10:00:00.000Z', { state: 'open', used: 4, left: 6 }],
  ['when it has closed as well', 6, left(6), '2021-06-25T10:00:00.000Z', '2021-06-25T10:00:00.000Z', { state: 'closed', used: 4, left: 0 }],
  ['of all, which ends it', 0, ended, '2021-06-21T10:00:00Z', '2021-06-20T10:00:00.000Z', { state: 'used', used: 10, left: 0 }],
  ['of all, for good', 0, ended, '2021-07-21T10:00:00Z', '2021-06-20T10:00:00.000Z', { state: 'used', used: 10, left: 0 }],
])('[PRE-4] [UPG-4] seats that were upgraded into another subscription are out of their window: %s', (_name, to, subscription, now, until, window) => {
  expect(windowsOf([bought, movedOut(to)], [], subscription, at(now))).toMatchObject([{ from: '2021-06-18T10:00:00.000Z', until, window: { opened: 10, ...window } }]);
});

test('[PRE-4] [SUB-3] seats outside every window go first', () => {
  const grown = told(2, '2021-07-01T10:00:00Z', { type: 'SeatsAdded', from: 10, to: 12 }, [{ addedAt: at('2021-07-01T10:00:00Z'), windowClosesAt: at('2021-07-08T10:00:00Z'), quantity: 2 }]);
  const moved = told(3, '2021-07-02T10:00:00Z', { type: 'LicencesMovedOut', from: 12, to: 1, toSubscriptionId: 'other' });
  const later: Subscription = { ...june, version: 3, quantity: 1, batches: [] };
  expect(windowsOf([bought, grown, moved], [], later, at('2021-07-20T10:00:00Z')).map(({ window }) => [window?.opened, window?.used, window?.state])).toEqual([[10, 0, 'closed'], [2, 1, 'closed']]);
});
