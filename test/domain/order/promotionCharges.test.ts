import { newCommerce } from '../../../src/domain/policy/policy';
import { changeQuantity } from '../../../src/domain/subscription/changeQuantity';
import { purchase } from '../../../src/domain/subscription/purchase';
import { subscriptionSchema } from '../../../src/domain/subscription/state';
import { chargeCycle } from '../../../src/domain/subscription/term/chargeCycle';
import { renew } from '../../../src/domain/subscription/term/renew';
import { at, decided, order } from '../subscription/bought';

const promotionId = 'PRBUSPREMI01:0001:PRSPRING2026';
const now = at('2021-05-20T10:00:00Z');
const bought = decided(purchase({ ...order, quantity: 50, termDuration: 'P1Y', listCyclePrice: '16', cyclePrice: '14.4', promotionId }, newCommerce, now));

const prices = ({ charges }: typeof bought) => charges.map(({ chargeType, unitPrice, effectiveUnitPrice, quantity, subtotal, promotionId: named }) => ({ chargeType, unitPrice, effectiveUnitPrice, quantity, subtotal, named }));

describe('[CAT-5] a subscription with a promotion', () => {
  test('E13: the line shows the list price, and charges the discounted one', () => {
    expect(prices(bought)).toEqual([{ chargeType: 'new', unitPrice: '16', effectiveUnitPrice: '14.4', quantity: 50, subtotal: '720.00', named: promotionId }]);
    expect(bought.charges[0]).toMatchObject({ chargeStart: '2021-05-20', chargeEnd: '2021-06-19', termEnd: '2022-05-19' });
    expect(subscriptionSchema.parse(bought.subscription)).toEqual(bought.subscription);
  });

  test('keeps it for every cycle of the term', () => {
    const dueAt = at('2021-06-20T00:00:00Z');
    expect(prices(decided(chargeCycle({ dueAt }, bought.subscription, newCommerce, dueAt)))).toEqual([
      { chargeType: 'cycleCharge', unitPrice: '16', effectiveUnitPrice: '14.4', quantity: 50, subtotal: '720.00', named: promotionId },
    ]);
  });

  test('keeps it for seats that are added', () => {
    expect(prices(decided(changeQuantity(60, bought.subscription, newCommerce, now)))).toEqual([
      { chargeType: 'addQuantity', unitPrice: '16', effectiveUnitPrice: '-14.4', quantity: 50, subtotal: '-720.00', named: promotionId },
      { chargeType: 'addQuantity', unitPrice: '16', effectiveUnitPrice: '14.4', quantity: 60, subtotal: '864.00', named: promotionId },
    ]);
  });

  test('renews at the list price, without it', () => {
    const dueAt = at('2021-06-20T00:00:00Z');
    const monthly = decided(purchase({ ...order, listCyclePrice: '16', cyclePrice: '14.4', promotionId }, newCommerce, now)).subscription;
    const renewed = decided(renew({ dueAt, cyclePrice: '16' }, monthly, newCommerce, dueAt));
    expect(prices(renewed)).toEqual([{ chargeType: 'renew', unitPrice: '16', effectiveUnitPrice: '16', quantity: 10, subtotal: '160.00', named: undefined }]);
    expect(renewed.subscription).not.toHaveProperty('promotionId');
    expect(renewed.subscription).not.toHaveProperty('listCyclePrice');
    expect(renewed.subscription.redemptions).toEqual([{ promotionId, seats: 10 }]);
  });
});
