import { calendarDate } from '../../../../src/kernel/calendarDate';
import { allowanceOf, type Brought } from '../../../../src/domain/usage/overage/allowance';
import { newCommerce } from '../../../../src/domain/policy/policy';
import { applyPatch } from '../../../../src/domain/subscription/patch';
import { purchase } from '../../../../src/domain/subscription/purchase';
import { at, decided, order } from '../../subscription/bought';

const day = calendarDate;
const line = (chargeStart: string, chargeEnd: string, quantity: number, effectiveUnitPrice = '10', chargeType: Brought['lines'][number]['chargeType'] = 'new') => ({ chargeType, effectiveUnitPrice, quantity, chargeStart: day(chargeStart), chargeEnd: day(chargeEnd) });
const brought = (...lines: Brought['lines']): Brought => ({ minutesPerLicence: 120, lines });
const march = (brought: readonly Brought[], until = '2026-03-31') => allowanceOf(brought, day('2026-03-01'), day(until));

describe('[OVG-6] the allowance of a month', () => {
  test.each<[string, readonly Brought[], number]>([
    ['is licences × minutes', [brought(line('2026-02-10', '2027-02-09', 10))], 1200],
    ['adds up over subscriptions, whoever sold them', [brought(line('2026-02-10', '2027-02-09', 10)), { minutesPerLicence: 60, lines: [line('2026-03-05', '2026-04-04', 2)] }], 1320],
    ['counts a licence bought on its last day', [brought(line('2026-03-31', '2026-04-30', 1))], 120],
    ['counts one that ended on its first day', [brought(line('2026-02-02', '2026-03-01', 1))], 120],
    ['does not count one that began after it', [brought(line('2026-04-01', '2026-04-30', 1))], 0],
    ['does not count one that ended before it', [brought(line('2026-02-01', '2026-02-28', 1))], 0],
    ['is that of its highest day: seats taken off keep what they brought', [brought(line('2026-02-10', '2027-02-09', 10), line('2026-03-15', '2027-02-09', 10, '-10', 'removeQuantity'), line('2026-03-15', '2027-02-09', 4))], 1200],
    ['does not count twice what renews within it', [brought(line('2026-02-15', '2026-03-14', 10), line('2026-03-15', '2026-04-14', 10, '10', 'renew'))], 1200],
    ['is nothing where everything was given back from its first day', [brought(line('2026-03-01', '2026-03-31', 10), line('2026-03-01', '2026-03-31', 10, '-10', 'cancelImmediate'))], 0],
    ['the same for what cost nothing', [brought(line('2026-03-01', '2026-03-31', 25, '0'), line('2026-03-01', '2026-03-31', 25, '0', 'cancelImmediate'))], 0],
    ['is nothing without licences', [], 0],
  ])('%s', (_name, held, minutes) => {
    expect(march(held).minutes).toBe(minutes);
  });

  test('so far counts only days that have begun', () => {
    const held = [brought(line('2026-02-10', '2027-02-09', 10)), brought(line('2026-03-20', '2027-03-19', 5))];
    expect(march(held, '2026-03-19')).toEqual({ licences: 10, minutes: 1200 });
    expect(march(held, '2026-03-20')).toEqual({ licences: 15, minutes: 1800 });
  });

  test('reads the lines as the rules write them: seats added and taken off again', () => {
    const bought = decided(purchase({ ...order, termDuration: 'P1Y', quantity: 10 }, newCommerce, at('2026-02-10T10:00:00Z')));
    const more = decided(applyPatch({ quantity: 14 }, bought.subscription, newCommerce, at('2026-03-12T10:00:00Z')));
    const less = decided(applyPatch({ quantity: 11 }, more.subscription, newCommerce, at('2026-03-14T10:00:00Z')));
    const lines = [bought, more, less].flatMap(({ charges }) => charges);
    expect(lines.map(({ chargeType }) => chargeType)).toContain('cycleCharge');
    expect([march([brought(...lines)], '2026-03-11'), march([brought(...lines)], '2026-03-12'), march([brought(...lines)])]).toEqual([
      { licences: 10, minutes: 1200 },
      { licences: 14, minutes: 1680 },
      { licences: 14, minutes: 1680 },
    ]);
  });
});
