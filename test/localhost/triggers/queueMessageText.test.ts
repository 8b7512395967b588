import { messagesOf } from '../../../src/localhost/triggers/queueMessageText';

// The first is recorded from the genuine host (4.1037.0); the others are by its sources (`FunctionBinding`) and how Newtonsoft.Json writes.
test.each<[string, unknown, readonly string[]]>([
  ['JSON text', '{"a":1}', ['{\n  "a": 1\n}']],
  ['an object', { a: 1, b: { c: [], d: {}, e: [1, [2], { f: 'g' }] } }, ['{\n  "a": 1,\n  "b": {\n    "c": [],\n    "d": {},\n    "e": [\n      1,\n      [\n        2\n      ],\n      {\n        "f": "g"\n      }\n    ]\n  }\n}']],
  ['JSON text with a number that JavaScript cannot hold, and escapes', ' {"n": 12345678901234567890.10, "t": "\\u00e9\\/ {\\"a\\":[1,2]}" }\n', ['{\n  "n": 12345678901234567890.10,\n  "t": "é/ {\\"a\\":[1,2]}"\n}']],
  ['text that is a list', '[{"a":1},"x",[1],2.50,true,null,"{}"]', ['{\n  "a": 1\n}', 'x', '[\n  1\n]', '2.50', 'True', '', '{}']],
  ['a list', [{ a: 1 }, 'x', '{"b":2}', [1, 2], 3, false], ['{\n  "a": 1\n}', 'x', '{"b":2}', '[\n  1,\n  2\n]', '3', 'False']],
  ['an empty list', '[]', []],
  ['an empty list of its own', [], []],
  ['text', ' a {"b":1}', [' a {"b":1}']],
  ['text that only looks like JSON', '{a}', ['{a}']],
  ['text that is JSON and neither object nor list', '"x"', ['"x"']],
  ['a number', 5, ['5']],
  ['a truth', true, ['True']],
  ['bytes', Buffer.from('{"a":1}'), ['{"a":1}']],
])('%s', (_, value, messages) => {
  expect(messagesOf(value).map(String)).toEqual(messages);
});
