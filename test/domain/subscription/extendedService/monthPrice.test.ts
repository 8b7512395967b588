import { extendedMonthPrice } from '../../../../src/domain/subscription/extendedService/monthPrice';
import { extendedServiceTerm } from '../../../../src/domain/policy/policy';

const { autoRenewOff } = extendedServiceTerm;
if (autoRenewOff.meaning !== 'extendedServiceTerm') throw new Error('The policy extends nothing');

const year = { unitPrice: '120', termDuration: 'P1Y' } as const;

test.each([
  ['with a monthly term, its price and 3 %, whatever the ended term costs', { monthlyTerm: '12.00', endedTerm: year }, '12.36'],
  ['without one, a month of the ended year and 23 %', { endedTerm: year }, '12.3'],
  ['a month of three years', { endedTerm: { unitPrice: '360', termDuration: 'P3Y' } as const }, '12.3'],
  ['a price that does not end is rounded up in the 12th decimal', { endedTerm: { unitPrice: '100', termDuration: 'P1Y' } as const }, '10.25'],
  ['as it is here', { endedTerm: { unitPrice: '100.01', termDuration: 'P1Y' } as const }, '10.251025'],
  ['and here', { endedTerm: { unitPrice: '0.01', termDuration: 'P3Y' } as const }, '0.000341666667'],
  ['with neither price there is none', {}, null],
])('[POL-2] %s', (_name, listed, price) => {
  expect(extendedMonthPrice(listed, autoRenewOff)).toBe(price);
});
