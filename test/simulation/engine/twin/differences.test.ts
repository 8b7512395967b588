import { differencesOf, isDayOfLater } from './differences';

describe('what two lives tell otherwise', () => {
  test('nothing of the same, in whatever order its members stand', () => {
    expect(differencesOf({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toEqual([]);
  });

  test('each value that differs, with where it is', () => {
    expect(differencesOf({ lines: [{ quantity: 3, price: '1.00' }] }, { lines: [{ quantity: 4, price: '1.00' }] })).toEqual([{ path: 'lines[0].quantity', lived: 3, twin: 4 }]);
  });

  test('a member that one has alone, and lists that are not as long', () => {
    expect(differencesOf({ a: 1, list: [1, 2] }, { list: [1] })).toEqual([
      { path: 'a', lived: 1, twin: undefined },
      { path: 'list', lived: [1, 2], twin: [1] },
    ]);
  });

  test('an instant that is later says by how much, one that is earlier is only another', () => {
    expect(differencesOf({ at: '2026-03-01T00:01:00.000Z' }, { at: '2026-03-01T00:00:00.000Z' })).toEqual([{ path: 'at', lived: '2026-03-01T00:01:00.000Z', twin: '2026-03-01T00:00:00.000Z', laterBy: 60 }]);
    expect(differencesOf('2026-03-01T00:01:00Z', '2026-03-01T00:00:00Z')[0]?.laterBy).toBe(60);
    expect(differencesOf('2026-03-01T00:00:00.000Z', '2026-02-28T23:59:59.999Z')[0]?.laterBy).toBe(0.001);
    expect(differencesOf('2026-03-01', '2026-02-28')[0]?.laterBy).toBeUndefined();
    expect(differencesOf('2026-03-01T00:00:00.000Z', '2026-03-01T00:01:00.000Z')[0]?.laterBy).toBeUndefined();
  });

  test('a sentence is later by the instants in it, where it is the same but for them', () => {
    const said = (until: string, from = '2026-03-01T00:00:00.000Z') => `It can be cancelled from ${from} until ${until}.`;
    expect(differencesOf(said('2026-03-08T00:01:00.000Z'), said('2026-03-08T00:00:00.000Z'))[0]?.laterBy).toBe(60);
    expect(differencesOf(said('2026-03-08T00:01:00.000Z', '2026-02-28T23:59:00.000Z'), said('2026-03-08T00:00:00.000Z'))[0]?.laterBy).toBeUndefined();
    expect(differencesOf(said('2026-03-08T00:01:00.000Z').replace('can', 'cannot'), said('2026-03-08T00:00:00.000Z'))[0]?.laterBy).toBeUndefined();
  });

  test('a day that is later is so by an instant beside it, or by nothing', () => {
    const of = (since: string, from: string, end: string) => ({ since, from, end });
    const [since, from, end] = differencesOf(of('2025-06-30T00:00:00.000Z', '2025-06-30', '2025-07-02'), of('2025-06-29T23:59:59.000Z', '2025-06-29', '2025-07-01'));
    const all = [since, from, end].flatMap((each) => each ?? []);
    expect(all.map((each) => isDayOfLater(each, all))).toEqual([false, true, false]);
  });

  test('an invoice that was issued days later is to be paid as many days later', () => {
    const of = (at: string, dueDate: string, end = '2026-07-31') => differencesOf({ at, fact: { dueDate }, end }, { at: '2026-07-07T00:00:00.000Z', fact: { dueDate: '2026-09-05' }, end: '2026-07-31' });
    const areOfTime = (differences: ReturnType<typeof of>) => differences.map((each) => each.laterBy !== undefined || isDayOfLater(each, differences));
    expect(areOfTime(of('2026-07-09T04:10:01.000Z', '2026-09-07'))).toEqual([true, true]);
    expect(areOfTime(of('2026-07-09T04:10:01.000Z', '2026-09-06'))).toEqual([true, false]);
    expect(areOfTime(of('2026-07-09T04:10:01.000Z', '2026-09-07', '2026-08-02'))).toEqual([true, true, false]);
  });

  test('[OVG-2] overage that was set up later is charged from a later day on, though nothing beside it says when', () => {
    const of = (from: string, until: string) => differencesOf({ charged: [{ from, until }] }, { charged: [{ from: '2025-06-05', until: '2025-06-20' }] }).map((each) => isDayOfLater(each, []));
    expect([of('2025-06-09', '2025-06-20'), of('2025-06-04', '2025-06-20'), of('2025-06-05', '2025-06-21')]).toEqual([[true], [false], [false]]);
  });

  test('an answer that is kept as text is looked into', () => {
    expect(differencesOf({ body: '{"quantity":3}' }, { body: '{"quantity":4}' })).toEqual([{ path: 'body.quantity', lived: 3, twin: 4 }]);
  });
});
