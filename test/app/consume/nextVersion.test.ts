import fc from 'fast-check';
import { stepFor } from '../../../src/app/consume/nextVersion';

test.each([
  { applied: 0, version: 1, gapless: true, step: 'apply' },
  { applied: 3, version: 2, gapless: true, step: 'ignore' },
  { applied: 3, version: 3, gapless: true, step: 'ignore' },
  { applied: 3, version: 4, gapless: true, step: 'apply' },
  { applied: 3, version: 5, gapless: true, step: 'park' },
  { applied: 3, version: 5, gapless: false, step: 'apply' },
  { applied: 3, version: 3, gapless: false, step: 'ignore' },
])('[AUD-2] version $version after $applied, each told of: $gapless: $step', ({ applied, version, gapless, step }) => {
  expect(stepFor(applied, version, gapless)).toBe(step);
});

test('[AUD-2] in whatever order versions come, and however often, each is applied once and in order when what was parked comes again', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 40 }), (deliveries) => {
      const applied: number[] = [];
      let parked: number[] = [];
      const take = (version: number): void => {
        const step = stepFor(applied.at(-1) ?? 0, version, true);
        if (step === 'apply') applied.push(version);
        if (step === 'park') parked.push(version);
      };
      for (const version of [...deliveries, 1, 2, 3, 4, 5, 6, 7, 8]) {
        take(version);
        const again = parked.toSorted();
        parked = [];
        again.forEach(take);
      }
      expect(applied).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    }),
  );
});
