import { type MessageView, type Value } from '../../../src/localhost/servicebus/rules/messageView';
import { evaluate } from '../../../src/localhost/servicebus/rules/sqlEvaluate';
import { parseAction, parseFilter } from '../../../src/localhost/servicebus/rules/sqlParser';

const message: MessageView = {
  system: new Map<string, Value>([['label', 'order'], ['messageid', 'm1'], ['to', null]]),
  properties: new Map<string, Value>([['amount', 100], ['region', 'EU-west'], ['vip', true], ['10% off', 'x'], ['big', 2n ** 60n], ['at', new Date(5)]]),
};
const result = (filter: string): Value => evaluate(parseFilter(filter), message);

test.each<[string, Value]>([
  ['amount = 100', true],
  ['amount > 99 AND amount < 101', true],
  ['amount >= 100 AND amount <= 100 AND amount <> 101 AND amount != 99', true],
  ['amount > 100', false],
  ['AMOUNT = 100', true],
  ['user.amount = 100 and sys.Label = \'order\'', true],
  ['sys.to IS NULL AND sys.label IS NOT NULL', true],
  ["region LIKE 'EU-%'", true],
  ["region LIKE 'EU_west' AND region NOT LIKE 'US%'", true],
  ["[10% off] LIKE 'x'", true],
  ["'50%' LIKE '50!%' ESCAPE '!'", true],
  ["'50x' LIKE '50!%' ESCAPE '!'", false],
  ["region IN ('US', 'EU-west')", true],
  ['amount NOT IN (1, 2)', true],
  ['vip', true],
  ['NOT vip', false],
  ['vip = TRUE OR amount = 0', true],
  ['EXISTS(amount) AND NOT EXISTS(missing)', true],
  ['missing IS NULL', true],
  ['missing = 1', null],
  ['NOT missing = 1', null],
  ['missing = 1 OR vip', true],
  ['missing = 1 AND vip', null],
  ["amount = '100'", null],
  ['amount + 1 * 2 = 102 AND (amount + 1) * 2 = 202', true],
  ['amount % 7 = 2 AND amount / 8 = 12.5 AND -amount = 0 - 100', true],
  ['amount / 0 = 1', null],
  ["'it''s' = 'it''s'", true],
  ['big > 1000', true],
  ['at = 5', true],
  ["property('amount') = 100 AND p('vip')", true],
  ["newid() <> 'x'", true],
  ['1=1', true],
  ['1 = 1 AND 1 = 0 OR 1 = 1', true],
  ['NOT 1 = 0 AND 1 = 1', true],
])('%s is %s', (filter, expected) => {
  expect(result(filter)).toBe(expected);
});

test.each([
  ['amount =', 'it ends too early'],
  ['amount = 1 1', 'unexpected "1"'],
  ["region LIKE 'x", 'at "\'x"'],
  ['other.amount = 1', '"other." is neither "sys." nor "user."'],
  ['amount NOT 1', 'unexpected "1"'],
  ['AND', 'unexpected "AND"'],
])('%s cannot be read, and it is said where', (filter, where) => {
  expect(() => parseFilter(filter)).toThrow(`The SQL expression "${filter}" cannot be read: ${where}.`);
});

test('an action is a list of SET and REMOVE', () => {
  expect(parseAction("SET size = 'large'; REMOVE secret SET sys.Label = region + '!';")).toMatchObject([
    { kind: 'set', property: { scope: 'user', name: 'size' } },
    { kind: 'remove', property: { scope: 'user', name: 'secret' } },
    { kind: 'set', property: { scope: 'sys', name: 'Label' } },
  ]);
  expect(() => parseAction('amount = 1')).toThrow('unexpected "amount"');
});
