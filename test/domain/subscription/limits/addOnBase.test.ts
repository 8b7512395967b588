import { addOnProblem, minimumOf, type AddOnSeats } from '../../../../src/domain/subscription/limits/addOnBase';

const prerequisiteSkus = ['NCM365ENTE03:0001'];
const copilot = { prerequisiteSkus, baseRule: { kind: 'at_most_base' } as const };
const multiGeo = { prerequisiteSkus, baseRule: { kind: 'at_least_percent', percent: '5' } as const };
const seats = (differing: Partial<AddOnSeats>): AddOnSeats => ({ base: 0, owned: 0, asked: 1, later: 0, ...differing });

describe('[ORD-3] five percent, rounded up', () => {
  test.each([
    { percent: '5', base: 400, minimum: 20 },
    { percent: '5', base: 401, minimum: 21 },
    { percent: '5', base: 420, minimum: 21 },
    { percent: '5', base: 1, minimum: 1 },
    { percent: '5', base: 20, minimum: 1 },
    { percent: '5', base: 21, minimum: 2 },
    { percent: '2.5', base: 400, minimum: 10 },
    { percent: '7', base: 100, minimum: 7 }, // 7.000000000000001 in binary fractions
  ])('$percent % of $base: $minimum', ({ percent, base, minimum }) => {
    expect(minimumOf(percent, base)).toBe(minimum);
  });
});

describe('[ORD-3] Multi-Geo', () => {
  test.each([
    { seats: seats({ base: 400, asked: 20 }), problem: undefined },
    { seats: seats({ base: 400, asked: 19 }), problem: { kind: 'MinimumAddOnSeatsNotMet', minimum: 20, total: 19, base: 400 } },
    { seats: seats({ base: 401, asked: 20 }), problem: { kind: 'MinimumAddOnSeatsNotMet', minimum: 21, total: 20, base: 401 } },
    { seats: seats({ base: 400, owned: 19, asked: 1 }), problem: undefined },
    { seats: seats({ base: 400, asked: 12, later: 8 }), problem: undefined },
    { seats: seats({ base: 400, asked: 500 }), problem: undefined },
  ])('$seats.base base, $seats.owned held, $seats.asked asked, $seats.later later', ({ seats: given, problem }) => {
    expect(addOnProblem(multiGeo, given)).toEqual(problem);
  });
});

describe('[ORD-4] Copilot', () => {
  test.each([
    { seats: seats({ base: 250, asked: 250 }), problem: undefined },
    { seats: seats({ base: 250, asked: 251 }), problem: { kind: 'BaseSeatsNotMet', asked: 251, available: 250, base: 250 } },
    { seats: seats({ base: 250, owned: 200, asked: 50 }), problem: undefined },
    { seats: seats({ base: 250, owned: 200, asked: 51 }), problem: { kind: 'BaseSeatsNotMet', asked: 51, available: 50, base: 250 } },
    { seats: seats({ base: 100, owned: 120, asked: 1 }), problem: { kind: 'BaseSeatsNotMet', asked: 1, available: 0, base: 100 } },
  ])('$seats.base base, $seats.owned held, $seats.asked asked', ({ seats: given, problem }) => {
    expect(addOnProblem(copilot, given)).toEqual(problem);
  });
});

test.each([copilot, multiGeo, { prerequisiteSkus }])('[ORD-5] an add-on needs a base', (sku) => {
  expect(addOnProblem(sku, seats({ base: 0 }))).toEqual({ kind: 'AddOnBaseMissing', prerequisites: prerequisiteSkus });
  expect(addOnProblem(sku, seats({ base: 1 }))).toBeUndefined();
});

test('a SKU without prerequisites is no add-on', () => {
  expect(addOnProblem({ prerequisiteSkus: [] }, seats({ base: 0 }))).toBeUndefined();
});
