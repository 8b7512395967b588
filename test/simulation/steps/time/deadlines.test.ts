import { instant } from '../../../../src/kernel/instant';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { aheadOf } from './deadlines';

const batch = { quantity: 2, windowClosesAt: instant('2024-02-29T10:00:00Z'), fullRefundUntil: instant('2024-02-23T10:00:00Z') };
const held = {
  status: 'active',
  batches: [batch],
  term: { end: '2024-02-29', cancellableUntil: instant('2024-02-29T10:00:00Z') },
  cycle: { end: '2024-02-29' },
} as unknown as Subscription;

test('what lies ahead is what a client can see: windows, the end of the full refund, the first instant after term and cycle', () => {
  expect(aheadOf(held, instant('2024-02-23T10:00:00Z')).map(({ kind, at }) => `${kind} ${at}`)).toEqual(['window 2024-02-29T10:00:00.000Z', 'cancellation 2024-02-29T10:00:00.000Z', 'term 2024-03-01T00:00:00.000Z', 'charge 2024-03-01T00:00:00.000Z']);
});

test('of one whose term is over: when its stages end', () => {
  const expired = { ...held, status: 'expired', disabledFrom: instant('2024-03-31T00:00:00Z'), deletedFrom: instant('2024-06-29T00:00:00Z') } as Subscription;
  expect(aheadOf(expired, instant('2024-03-31T00:00:00Z'))).toEqual([{ at: '2024-06-29T00:00:00.000Z', kind: 'stage' }]);
});
