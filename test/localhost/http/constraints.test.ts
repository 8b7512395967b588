import { parseConstraint } from '../../../src/localhost/http/constraints';

const GUID = 'cd2c1dbe-3ad0-4e0e-9bd0-000000000000';

// Source: "Routing in ASP.NET Core", Route constraints: the matches of its table, and for each something beside it.
describe.each<[constraint: string, allowed: readonly string[], refused: readonly string[]]>([
  ['int', ['123456789', '-123456789', '2147483647'], ['2147483648', '1.5', 'abc', '']],
  ['long', ['123456789', '-9223372036854775808'], ['9223372036854775808', 'x']],
  ['bool', ['true', 'FALSE'], ['1', 'yes']],
  ['datetime', ['2016-12-31', '2016-12-31 7:32pm', '2026-01-31T10:00:00Z'], ['31', 'soon', '2016-13-45']],
  ['decimal', ['49.99', '-1,000.01'], ['1e5', 'x']],
  ['double', ['1.234', '-1,001.01e8'], ['x', '1.2.3']],
  ['float', ['1.234', '-1,001.01e8'], ['e8']],
  ['guid', [GUID, GUID.toUpperCase(), `{${GUID}}`, GUID.replaceAll('-', '')], [GUID.slice(1), `${GUID}0`, 'not-a-guid']],
  ['minlength(4)', ['Rick', 'Richard'], ['Ric']],
  ['maxlength(8)', ['MyFile', '12345678'], ['123456789']],
  ['length(12)', ['somefile.txt'], ['somefile.text', 'some.txt']],
  ['length(8,16)', ['somefile.txt', '12345678', '1234567890123456'], ['1234567', '12345678901234567']],
  ['min(18)', ['18', '19'], ['17', 'x']],
  ['max(120)', ['91', '120', '-5'], ['121']],
  ['range(18,120)', ['18', '91', '120'], ['17', '121']],
  ['alpha', ['Rick'], ['Rick1', 'é']],
  [String.raw`regex(^\d{3}-\d{2}-\d{4}$)`, ['123-45-6789'], ['123-45-678', 'x123-45-6789']],
  ['regex(^(list|get)$)', ['LIST', 'get'], ['gets']],
  ['required', ['x'], ['']],
  ['INT', ['1'], ['x']],
])('constraint %s', (text, allowed, refused) => {
  it.each(allowed)('allows %p', (value) => expect(parseConstraint(text)(value)).toBe(true));
  it.each(refused)('refuses %p', (value) => expect(parseConstraint(text)(value)).toBe(false));
});

it.each(['integer', 'int(1)', 'min', 'min()', 'min(x)', 'range(1)', 'length(1,2,3)', ''])('%p is not a constraint', (text) => {
  expect(() => parseConstraint(text)).toThrow(`"${text}"`);
});
