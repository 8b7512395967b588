import { type AnsweredCall } from '../../src/localhost';
import { isToldOf, requestLine } from '../../src/sandbox/requestLines';

const CORRELATION = '0b7c2d19-9a4e-4f4d-8b5f-66d1e0a3c7f2';
const call = (members: Partial<Omit<AnsweredCall, 'answer'>> = {}, status = 200, body: unknown = {}, headers: AnsweredCall['answer']['headers'] = [['MS-CorrelationId', CORRELATION]]): AnsweredCall => ({
  method: 'GET', path: '/v1/customers', milliseconds: 13.6, ...members, answer: { status, headers, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) },
});

test.each([
  { name: 'what was answered', of: call(), text: `GET    /v1/customers 200 - 14 ms ${CORRELATION}`, json: { method: 'GET', path: '/v1/customers', status: 200, code: null, milliseconds: 14, correlationId: CORRELATION } },
  { name: 'a refusal with its code', of: call({ method: 'PATCH' }, 400, { code: 800090, description: 'No.' }), text: `PATCH  /v1/customers 400 800090 14 ms ${CORRELATION}`, json: { status: 400, code: 800090 } },
  { name: 'one of the runtime itself, without an id', of: call({ path: '/nowhere' }, 404, { code: 'NotFound' }, []), text: 'GET    /nowhere 404 NotFound 14 ms -', json: { code: 'NotFound', correlationId: null } },
  { name: 'one of the token endpoint', of: call({ method: 'POST', path: '/t/oauth2/token' }, 401, { error: 'invalid_client' }, []), text: 'POST   /t/oauth2/token 401 invalid_client 14 ms -', json: { code: 'invalid_client' } },
  { name: 'a refusal that is no JSON', of: call({}, 500, 'oh'), text: `GET    /v1/customers 500 - 14 ms ${CORRELATION}`, json: { code: null } },
  { name: 'a refusal whose code is an object', of: call({}, 500, { code: {} }), text: `GET    /v1/customers 500 - 14 ms ${CORRELATION}`, json: { code: null } },
  { name: 'a code within what succeeded: none', of: call({}, 200, { code: 7 }), text: `GET    /v1/customers 200 - 14 ms ${CORRELATION}`, json: { code: null } },
])('a line says $name', ({ of, text, json }) => {
  expect(requestLine(of, 'text')).toBe(text);
  expect(JSON.parse(requestLine(of, 'json'))).toMatchObject(json);
});

test.each([
  { name: 'a call of the app to its own orchestrations', path: '/runtime/webhooks/durabletask/instances/', status: 200, told: false },
  { name: 'one that looks for what is not there yet', path: '/runtime/webhooks/durabletask/instances/x', status: 404, told: false },
  { name: 'one that met a fault', path: '/runtime/webhooks/durabletask/instances/x', status: 500, told: true },
  { name: 'a call of a client', path: '/v1/customers', status: 200, told: true },
])('$name is told of: $told', ({ path, status, told }) => {
  expect(isToldOf(call({ path }, status))).toBe(told);
});

test.each(['text', 'json'] as const)('nothing in it moves a terminal, and it is one line, as %s', (form) => {
  const odd = '\u001b[2J\r\n\u009b31m é';
  const line = requestLine(call({ method: odd, path: `/v1/${odd}` }, 400, { code: odd }, [['ms-correlationid', odd]]), form);
  expect(line).toMatch(/^[\x20-\x7e]+$/);
  expect(line).toContain('u001b[2J');
});

test('a path without an end is cut', () => {
  expect(requestLine(call({ path: `/${'a'.repeat(10_000)}` }), 'text').length).toBeLessThan(400);
});
