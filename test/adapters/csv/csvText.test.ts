import { parse } from 'csv-parse/sync';
import { csvText, type CsvField } from '../../../src/adapters/csv/csvText';

test('[SUB-8] rows end with CR LF, and no rows are no text', () => {
  expect(csvText([['a', 'b'], ['1', '']], { quotes: 'always' })).toBe('"a","b"\r\n"1",""\r\n');
  expect(csvText([['a', 'b'], ['1', '']], { quotes: 'whereNeeded' })).toBe('a,b\r\n1,\r\n');
  expect(csvText([], { quotes: 'always' })).toBe('');
});

test.each([
  ['a comma', 'Suite, large', '"Suite, large"'],
  ['a quote', 'the 3" one', '"the 3"" one"'],
  ['a line break', 'one\ntwo', '"one\ntwo"'],
  ['a carriage return', 'one\rtwo', '"one\rtwo"'],
  ['a semicolon', 'one;two', 'one;two'],
  ['letters of other alphabets', 'Zürich 日本', 'Zürich 日本'],
])('[SUB-8] quotes where they are needed: %s', (_, field, written) => {
  expect(csvText([[field]], { quotes: 'whereNeeded' })).toBe(`${written}\r\n`);
});

test.each(['=1+1', '+31', '-2', '@SUM(A1)', '\tx', '\rx', '＝1', '＋1', '－1', '＠x'])('[SUB-8] a text that a spreadsheet would take for a formula stays a text: %j', (field) => {
  expect(parse(csvText([[field]], { quotes: 'always' }))).toEqual([[`'${field}`]]);
  expect(parse(csvText([[field]], { quotes: 'whereNeeded' }))).toEqual([[`'${field}`]]);
});

test.each(['1+1', 'a=b', ' x', 'x@y', "'x"])('[SUB-8] any other text is left as it is: %j', (field) => {
  expect(parse(csvText([[field]], { quotes: 'always' }))).toEqual([[field]]);
});

test('[CAT-2] a file that a program reads back to the letter keeps what looks like a formula', () => {
  expect(csvText([['=1+1', '-2', '@x', 'a"b']], { quotes: 'always', formulas: 'kept' })).toBe('"=1+1","-2","@x","a""b"\r\n');
});

test('[BIL-5] a decimal is written digit by digit, its minus included; nothing else passes as one', () => {
  const decimals: CsvField[] = [{ decimal: '-94.08' }, { decimal: '0.000000000000001' }, { decimal: '-2+3' }, { decimal: '' }];
  expect(csvText([decimals], { quotes: 'whereNeeded' })).toBe("-94.08,0.000000000000001,'-2+3,\r\n");
});

test('[SUB-8] whatever the fields are, they are read back, but for the apostrophe', () => {
  const rows = [['a"b,c', '', 'd\r\ne'], ['=x', '"', ' ']];
  expect(parse(csvText(rows, { quotes: 'always' }), { relax_quotes: false })).toEqual([['a"b,c', '', 'd\r\ne'], ["'=x", '"', ' ']]);
});
