import { changedFields, withheldFields } from '../../src/kernel/changedFields';

describe('[AUD-2] what changed between two states', () => {
  test.each([
    { name: 'equal values of several members', before: { plan: { a: 1, b: ['x'] } }, after: { plan: { a: 1, b: ['x'] } }, changed: {} },
    { name: 'a value that differs', before: { n: 1, kept: 2 }, after: { n: 2, kept: 2 }, changed: { n: { before: 1, after: 2 } } },
    { name: 'false and nothing', before: { on: false }, after: { on: undefined }, changed: { on: { before: false } } },
    { name: 'a field that only one has', before: {}, after: { n: 0 }, changed: { n: { after: 0 } } },
    { name: 'a list in another order', before: { ids: ['a', 'b'] }, after: { ids: ['b', 'a'] }, changed: { ids: { before: ['a', 'b'], after: ['b', 'a'] } } },
    { name: 'nothing before', before: undefined, after: { n: 1, none: undefined }, changed: { n: { after: 1 } } },
  ])('$name', ({ before, after, changed }) => {
    expect(changedFields(before, after)).toEqual(changed);
  });

  test('personal data is told to have changed, and not how', () => {
    expect(withheldFields({ email: 'a@x.example', kept: 'k' }, { email: 'b@x.example', kept: 'k' })).toEqual({ email: { withheld: true } });
  });
});
