import { chargeTypes } from '../../../src/domain/billing/chargeLine';
import { reasonOf, reasons } from '../../../src/domain/reconciliation/reason';

const licence = (chargeType: string) => reasonOf({ chargeType, productQualifiers: [] });

describe('[BIL-4] why a line is there', () => {
  test.each([
    ['new', ['new', 'Prorate fees when purchase']],
    ['renewal', ['renew', 'Prorate fee when renew']],
    ['cycle', ['cycleCharge', 'changeBillingPlan', 'Cycle fee', 'Prorate fees when activate']],
    ['seats', ['addQuantity', 'removeQuantity', 'Cycle Instance Prorate']],
    ['upgrade', ['convert', 'moveQuantity']],
    ['credit', ['cancelImmediate', 'Cancel fee']],
  ])('%s: %j', (reason, types) => {
    expect(chargeTypes.filter((type) => licence(type) === reason).toSorted()).toEqual(types.toSorted());
  });

  test('every charge type of licences has one; what no rule makes is other', () => {
    expect(chargeTypes.map(licence)).not.toContain('other');
    expect(['addOn', 'toString', ''].map(licence)).toEqual(['other', 'other', 'other']);
    expect(reasons).toContain('other');
  });

  test.each([
    ['usage', []],
    ['overage', ['Overage']],
  ])('%s, whatever it is called', (reason, productQualifiers) => expect(reasonOf({ chargeType: 'new', meterDescription: 'a', productQualifiers })).toBe(reason));
});
