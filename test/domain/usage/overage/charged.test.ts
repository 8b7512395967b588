import { chargedAfter, chargedOn, chargedUntil } from '../../../../src/domain/usage/overage/charged';
import { calendarDate } from '../../../../src/kernel/calendarDate';

const a = { partnerId: 'a', azureSubscriptionId: 'azure of a' };
const b = { partnerId: 'b', azureSubscriptionId: 'azure of b' };
const first = chargedAfter([], calendarDate('2026-01-10'), a);

// A month may be closed long after: its closing was held up, and an operator released it.
describe('[OVG-6] who had the assignment on a day', () => {
  test.each(['2026-03-01', '2026-06-20', '2028-01-31'])('is known after others had it, and changed it on %s', (day) => {
    const charged = chargedAfter(chargedAfter(first, calendarDate('2026-02-20'), b), calendarDate(day), undefined);
    expect(['2026-02-15', '2026-02-20', day].map((each) => chargedOn(charged, calendarDate(each)))).toEqual([a, a, b]);
  });

  test('is known after nobody had it, and then another', () => {
    const charged = chargedAfter(chargedUntil(first, calendarDate('2026-03-31')), calendarDate('2026-09-01'), b);
    expect(['2026-01-09', '2026-02-15', '2026-03-31', '2026-04-01', '2026-09-01'].map((day) => chargedOn(charged, calendarDate(day)))).toEqual([undefined, a, a, undefined, b]);
  });

  test('is forgotten after two years', () => {
    const charged = chargedAfter(chargedUntil(first, calendarDate('2026-02-28')), calendarDate('2028-03-02'), b);
    expect(charged).toEqual([{ from: '2028-03-02', to: b }]);
  });
});
