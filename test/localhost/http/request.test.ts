import { bindingData } from '../../../src/localhost/http/bindingData';
import { joinedQuery } from '../../../src/localhost/http/request';

const QUERY = 'constructor=a&toString=b&constructor=c&__proto__=d&Name=1&name=2';

test('a key of the query by a name that every object has is a key like any other', () => {
  expect(Object.entries(joinedQuery(new URLSearchParams(QUERY)))).toEqual([['constructor', 'a,c'], ['toString', 'b'], ['__proto__', 'd'], ['Name', '1,2']]);
});

test('and so is what the host tells of it beside the request', () => {
  const data = Object.entries(bindingData({ url: new URL(`http://localhost/?${QUERY}`), headers: {} }, {}, [], undefined));
  expect(data.slice(0, 4)).toEqual([['constructor', { string: 'c' }], ['toString', { string: 'b' }], ['__proto__', { string: 'd' }], ['Name', { string: '2' }]]);
});
