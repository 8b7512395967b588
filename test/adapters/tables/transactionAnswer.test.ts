import { transactionEtags } from '../../../src/adapters/tables/transactionAnswer';

const part = (etag: string | undefined, status = '204 No Content'): string =>
  ['--changesetresponse_c', 'Content-Type: application/http', 'Content-Transfer-Encoding: binary', '', `HTTP/1.1 ${status}`, 'DataServiceVersion: 3.0;', ...(etag === undefined ? [] : [`ETag: ${etag}`]), '', '', ''].join('\r\n');
const HEAD = '--batchresponse_b\r\nContent-Type: multipart/mixed; boundary=changesetresponse_c\r\n\r\n';
const END = '--changesetresponse_c--\r\n--batchresponse_b--\r\n';

const etags = (body: string, writes = 2, { status = 202, type = 'multipart/mixed; boundary=batchresponse_b' } = {}) => transactionEtags({ status, headers: new Map([['content-type', type]]), body }, writes);

const whole = HEAD + part('W/"1"') + part('W/"2"') + END;

test('every write happened: their etags, in order', () => {
  expect(etags(whole)).toEqual(['W/"1"', 'W/"2"']);
  expect(etags(HEAD + part(undefined) + part('W/"2"', '201 Created') + END)).toEqual([undefined, 'W/"2"']);
  expect(etags(whole.trimEnd())).toEqual(['W/"1"', 'W/"2"']);
  expect(etags(whole.replaceAll('ETag', 'etag'), 2, { type: 'multipart/mixed;boundary="batchresponse_b"' })).toEqual(['W/"1"', 'W/"2"']);
});

const failed = HEAD + part(undefined, '412 Precondition Failed').trimEnd() + '\r\n\r\n{"odata.error":{"code":"UpdateConditionNotSatisfied","message":{"value":"1:No"}}}\r\n' + END;

test.each<{ name: string; body: string; options?: { status?: number; type?: string } }>([
  { name: 'nothing', body: '' },
  { name: 'another status', body: whole, options: { status: 200 } },
  { name: 'another type', body: whole, options: { type: 'application/json' } },
  { name: "another boundary than the head's", body: whole, options: { type: 'multipart/mixed; boundary=other' } },
  { name: 'no changeset', body: '--batchresponse_b\r\n--batchresponse_b--\r\n' },
  { name: 'one answer too few', body: HEAD + part('W/"1"') + END },
  { name: 'one answer too many', body: HEAD + part('W/"1"').repeat(3) + END },
  { name: 'no end of the changeset', body: HEAD + part('W/"1"') + part('W/"2"') + '--batchresponse_b--\r\n' },
  { name: 'no end of the batch', body: HEAD + part('W/"1"') + part('W/"2"') + '--changesetresponse_c--\r\n' },
  { name: 'an end that is cut', body: whole.slice(0, -6) },
  { name: 'text behind the end', body: `${whole}more` },
  { name: 'one write failed', body: failed },
  { name: 'one of two says it failed', body: HEAD + part('W/"1"') + part('W/"2"', '409 Conflict') + END },
  { name: 'a status line that is none', body: whole.replace('HTTP/1.1 204', 'HTTP 204') },
  { name: 'a header that is none', body: whole.replace('DataServiceVersion: 3.0;', 'nonsense') },
  { name: 'a part that is no answer', body: whole.replace('application/http', 'text/plain') },
  { name: 'text in an answer that has none', body: whole.replace('ETag: W/"1"\r\n\r\n', 'ETag: W/"1"\r\n\r\n{}') },
  { name: 'text before the first answer', body: whole.replace('\r\n\r\n--changeset', '\r\n\r\ntext\r\n--changeset') },
])('not understood: $name', ({ body, options }) => {
  expect(etags(body, 2, options)).toBeUndefined();
});
