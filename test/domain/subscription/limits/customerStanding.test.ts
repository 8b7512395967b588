import { standingOf } from '../../../../src/domain/subscription/limits/customerStanding';
import { newCommerce } from '../../../../src/domain/policy/policy';
import { changeQuantity } from '../../../../src/domain/subscription/changeQuantity';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { at, bought, decided } from '../bought';

const changed = (subscription: Subscription, quantity: number, day: string): Subscription =>
  decided(changeQuantity(quantity, subscription, newCommerce, at(day))).subscription;

const purchased = (subscription: Subscription) => standingOf([subscription], subscription.partnerId, at('2021-06-21T10:00:00Z')).holdings[0]?.redemptions?.map(({ seats }) => seats);

describe('[CAT-5] the seats that count against a promotion', () => {
  const promoted = bought('2021-06-18T10:00:00Z', { promotionId: 'SPRING:0001:A' });
  const reduced = changed(promoted, 4, '2021-06-19T10:00:00Z');

  test('are those bought with it', () => {
    expect(purchased(promoted)).toEqual([10]);
  });

  test('are not given back by a reduction, nor by adding fewer again', () => {
    expect(purchased(reduced)).toEqual([10]);
    expect(purchased(changed(changed(reduced, 7, '2021-06-20T10:00:00Z'), 5, '2021-06-20T11:00:00Z'))).toEqual([10]);
  });

  test('grow with an addition beyond the most so far', () => {
    expect(purchased(changed(reduced, 12, '2021-06-20T10:00:00Z'))).toEqual([12]);
  });

  test('of a subscription without a promotion are none', () => {
    expect(purchased(changed(bought('2021-06-18T10:00:00Z'), 4, '2021-06-19T10:00:00Z'))).toBeUndefined();
  });
});
