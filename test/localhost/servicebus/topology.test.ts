import { readTopology } from '../../../src/localhost/servicebus';
import { parseDuration } from '../../../src/localhost/servicebus/topology/duration';
import { compileRule } from '../../../src/localhost/servicebus/rules/compileRule';
import { entriesOf } from '../../../src/localhost/servicebus/topology/entries';
import { topologyOf } from './support';

test.each([
  ['PT30S', 30_000],
  ['PT1M', 60_000],
  ['P1DT2H3M4.5S', 93_784_500],
  ['P10675199DT2H48M5.4775807S', Infinity],
  ['P', undefined],
  ['PT', undefined],
  ['1M', undefined],
  ['P1M', undefined],
])('%s', (text, expected) => expect(parseDuration(text)).toBe(expected));

test.each([
  [{ Name: 'q', Properties: { LockDuration: 'PT6M' } }, '"PT6M" is not an ISO 8601 duration from PT1S to PT5M.\n  → at UserConfig.Namespaces[0].Queues[0].Properties.LockDuration'],
  [{ Name: 'q', Properties: { Lockduration: 'PT1M' } }, 'Unrecognized key: "Lockduration"'],
  [{ Name: '-q' }, 'UserConfig.Namespaces[0].Queues[0].Name'],
  [{ Name: 'q', Properties: { ForwardTo: 'other' } }, 'The broker does not forward messages.'],
  [{ Name: 'Q' }, 'There are two queues or topics of the name "Q"; case does not matter.'],
])('%j is refused by its path', (queue, sentence) => {
  expect(() => topologyOf([queue, { Name: 'Q' }])).toThrow(sentence);
});

test('a rule that cannot be read is named', () => {
  const rule = { Name: 'r', Properties: { FilterType: 'Sql', SqlFilter: { SqlExpression: 'a >' } } };
  expect(() => entriesOf(topologyOf([], [{ Name: 't', Subscriptions: [{ Name: 's', Rules: [rule] }] }]), compileRule)).toThrow('The rule "r" of the subscription "s": The SQL expression "a >" cannot be read: it ends too early.');
});

test('a file that is no topology is named', () => {
  expect(() => readTopology(__filename)).toThrow(`${__filename} cannot be read as JSON`);
});
