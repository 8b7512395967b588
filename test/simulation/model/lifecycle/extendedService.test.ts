import { calendarDate } from '../../../../src/kernel/calendarDate';
import { instant } from '../../../../src/kernel/instant';
import { type World } from '../../engine/world';
import { isExtendable } from './extendedService';
import { isToBeExtended, statusAt, type Modelled } from './modelled';

const switchedOn = (extendedServiceTerm: boolean) => ({ config: { extendedServiceTerm } }) as Pick<World, 'config'>;

test.each([
  ['a year to the first day of it', true, 'licence', '2025-05-05T12:00:00Z', '2026-05-04', true],
  ['a year to the day before', true, 'licence', '2025-05-04T12:00:00Z', '2026-05-03', false],
  ['three years that began before April 2025', true, 'licence', '2025-03-31T23:59:59.999Z', '2028-03-30', false],
  ['three years that began with it', true, 'licence', '2025-04-01T00:00:00Z', '2028-03-31', true],
  ['a trial', true, 'trial', '2026-05-05T00:00:00Z', '2026-06-04', false],
  ['where it is not switched on', false, 'licence', '2026-05-05T00:00:00Z', '2026-06-04', false],
] as const)('[POL-2] %s', (_name, isOn, soldAs, begins, end, expected) => {
  expect(isExtendable(switchedOn(isOn), soldAs, instant(begins), calendarDate(end))).toBe(expected);
});

test('[POL-2] [REN-6] what follows a term without auto-renew: a month, the end, or the end for users too where it was chosen', () => {
  const term = { end: calendarDate('2026-05-04') } as Modelled['term'];
  const going = { status: 'active', autoRenew: false, term } as const;
  const [before, over] = [instant('2026-05-04T23:59:59.999Z'), instant('2026-05-05T00:00:00Z')];
  const kinds = [going, { ...going, extendable: true }, { ...going, extendable: true, cancelAtTermEnd: true }, { ...going, status: 'suspended', extendable: true }] as const;
  expect(kinds.map((each) => [isToBeExtended(each), statusAt(each, before), statusAt(each, over)])).toEqual([
    [false, 'active', 'expired'],
    [true, 'active', 'active'],
    [false, 'active', 'disabled'],
    [false, 'suspended', 'disabled'],
  ]);
});
