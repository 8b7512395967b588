import { newCommerce } from '../../../src/domain/policy/policy';
import { cancel } from '../../../src/domain/subscription/cancel';
import { applyPatch } from '../../../src/domain/subscription/patch';
import { redeemed } from '../../../src/domain/subscription/redemptions';
import { type Subscription } from '../../../src/domain/subscription/state';
import { at, bought, decided } from './bought';

const SPRING = 'SUITEA:0001:SPRING';
const of = (...seats: readonly number[]) => seats.map((each, index) => ({ promotionId: index === 0 ? SPRING : 'SUITEB:0001:AUTUMN', seats: each }));

describe('[CAT-5] what is redeemed of a promotion', () => {
  test.each([
    ['without one nothing', { quantity: 9 }, 5, undefined],
    ['without one now, what it had', { quantity: 9, redemptions: of(5) }, 5, of(5)],
    ['all seats that get it', { quantity: 9, promotionId: SPRING }, 0, of(9)],
    ['as many as it had are none more', { quantity: 9, promotionId: SPRING, redemptions: of(9) }, 4, of(9)],
    ['one more is one more', { quantity: 10, promotionId: SPRING, redemptions: of(9) }, 4, of(10)],
    ['fewer take nothing back', { quantity: 3, promotionId: SPRING, redemptions: of(9) }, 9, of(9)],
    ['another edition is the same promotion', { quantity: 10, promotionId: 'SUITEA:0001:LATER', redemptions: of(9) }, 9, [{ promotionId: 'SUITEA:0001:LATER', seats: 10 }]],
    ['another promotion stands beside it', { quantity: 10, promotionId: 'SUITEB:0001:AUTUMN', redemptions: of(9) }, 0, of(9, 10)],
    // It came by a transfer when what was redeemed stayed with its source: only what is added counts here.
    ['of one that came with seats that are counted elsewhere, what is added', { quantity: 12, promotionId: SPRING }, 9, of(3)],
  ] as const)('%s', (_name, subscription, before, redemptions) => {
    expect(redeemed(subscription as Pick<Subscription, 'promotionId' | 'quantity' | 'redemptions'>, before)).toEqual(redemptions === undefined ? {} : { redemptions });
  });

  test('is the most seats that it had in its window, whichever come and go', () => {
    const asked = [4, 7, 12, 3, 12, 13];
    const most = asked.reduce<{ readonly subscription: Subscription; readonly seats: readonly (number | undefined)[] }>(
      ({ subscription: before, seats }, quantity, hour) => {
        const { subscription } = decided(applyPatch({ quantity }, before, newCommerce, at(`2021-06-19T1${hour}:00:00Z`)));
        return { subscription, seats: [...seats, subscription.redemptions?.[0]?.seats] };
      },
      { subscription: bought('2021-06-18T10:00:00Z', { promotionId: SPRING }), seats: [] },
    );
    expect(most.seats).toEqual([10, 10, 12, 12, 12, 13]);
  });

  test('stays with one that is cancelled', () => {
    const { subscription } = decided(cancel(bought('2021-06-18T10:00:00Z', { promotionId: SPRING }), newCommerce, at('2021-06-19T10:00:00Z')));
    expect([subscription.status, subscription.redemptions]).toEqual(['deleted', of(10)]);
  });
});
