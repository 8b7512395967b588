import { listed, picture } from '../../src/console/pages/subscription/timeline/timelineView';

const now = '2021-07-19T10:00:00.000Z';
const bought = { id: 'bought', kind: 'subscription_purchased', tense: 'past', title: 'Bought', at: '2021-06-18T10:00:00.000Z', amount: '100.8' } as const;
const firstTerm = { id: 'first', kind: 'term', tense: 'past', title: 'Term', from: '2021-06-18T00:00:00.000Z', until: '2021-07-18T00:00:00.000Z' } as const;
const term = { id: 'term', kind: 'term', tense: 'present', title: 'Term', from: '2021-07-18T00:00:00.000Z', until: '2021-08-18T00:00:00.000Z' } as const;
const open = { id: 'window', kind: 'window', tense: 'present', title: 'Window', from: '2021-07-18T00:00:00.000Z', until: '2021-07-25T00:00:00.000Z' } as const;
const ends = { id: 'ends', kind: 'cancellation_ends', tense: 'future', title: 'Until then', at: '2021-07-25T00:00:00.000Z' } as const;
const renewal = { id: 'renewal', kind: 'subscription_renewed', tense: 'future', title: 'Renewal', at: '2021-08-18T00:00:00.000Z', amount: '100.8' } as const;
const forGood = { id: 'good', kind: 'term', tense: 'present', title: 'Term', from: '2021-06-18T00:00:00.000Z' } as const;

const items = [firstTerm, bought, term, open, ends, renewal];

test('what stands at one instant stands together, before and after now, and a window that is open stands at its end', () => {
  const { past, running, future } = listed(items, now);
  expect(past.map(({ at }) => at)).toEqual(['2021-06-18T00:00:00.000Z', '2021-06-18T10:00:00.000Z', '2021-07-18T00:00:00.000Z']);
  expect(past.at(-1)?.begins).toEqual([term, open]);
  expect(running).toEqual([term, open]);
  expect(future).toEqual([
    { at: '2021-07-25T00:00:00.000Z', points: [ends], begins: [], closes: [open] },
    { at: '2021-08-18T00:00:00.000Z', points: [renewal], begins: [], closes: [] },
  ]);
});

test('what happens at this very instant has happened', () => {
  expect(listed([{ ...renewal, at: now }], now)).toMatchObject({ past: [{ at: now }], future: [] });
});

test('a picture reaches from the first to a little behind the last, and what has no end to its edge', () => {
  const drawn = picture([bought, forGood, renewal, open], now, (point) => 'amount' in point);
  expect(drawn.from).toBe('2021-06-18T00:00:00.000Z');
  expect(Date.parse(drawn.until)).toBeGreaterThan(Date.parse(renewal.at));
  expect(drawn.terms).toEqual([{ span: forGood, left: 0, width: 100 }]);
  expect(drawn.charges.map(({ point }) => point)).toEqual([bought, renewal]);
  // 31 of 62 days and some.
  expect(drawn.now).toBeGreaterThan(49);
  expect(drawn.now).toBeLessThan(52);
  expect(drawn.windows).toHaveLength(1);
  expect(drawn.others).toEqual([]);
});

test.each([
  ['two months', '2021-08-18T00:00:00.000Z', ['2021-07-01', '2021-08-01']],
  ['fourteen months', '2022-08-18T00:00:00.000Z', ['2021-07-01', '2021-09-01', '2021-11-01', '2022-01-01', '2022-03-01', '2022-05-01', '2022-07-01']],
  ['nine years', '2030-06-18T00:00:00.000Z', ['2022-01-01', '2023-01-01', '2024-01-01', '2025-01-01', '2026-01-01', '2027-01-01', '2028-01-01', '2029-01-01', '2030-01-01']],
])('ticks of %s', (_, until, ticks) => {
  expect(picture([{ ...forGood, until }], now, () => false).ticks.map(({ on }) => on.slice(0, 10))).toEqual(ticks);
});
