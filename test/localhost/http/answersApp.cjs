/* global Buffer */
// The shapes of answers that the recording 2-content.json holds. Loaded by tests in their own process and in another.
const big = Buffer.alloc(12_000, 'console.');
const png = Buffer.alloc(70, 1);
const ETAG = '"d4b87e8ac0564f49"';

const answers = {
  png: () => ({ body: png, headers: { 'Content-Type': 'image/png', 'Cache-Control': 'public, max-age=31536000, immutable' } }),
  withlength: () => ({ body: big, headers: { 'Content-Type': 'text/javascript', 'Content-Length': '12000' } }),
  lenheadonly: () => ({ headers: { 'Content-Length': '12000' } }),
  wronglength: () => ({ body: 'abc', headers: { 'Content-Length': '10' } }),
  etag: (request) => {
    const headers = { 'Content-Type': 'text/javascript', 'Cache-Control': 'no-cache', ETag: ETAG };
    return request.headers.get('if-none-match') === ETAG ? { status: 304, headers } : { body: big, headers };
  },
  etagbody: () => ({ status: 304, body: Buffer.from('x'), headers: { ETag: ETAG } }),
  cookies: () => ({
    body: 'c',
    cookies: [
      { name: 'a', value: '1', path: '/', httpOnly: true, secure: true, sameSite: 'Strict' },
      { name: 'b', value: 'x y;', maxAge: 60, path: '/console' },
      { name: 'c', value: '', expires: new Date(0) },
    ],
  }),
  cookiehdr: () => ({ body: 'c', headers: [['Set-Cookie', 'b=2; Path=/; SameSite=Lax'], ['x-multi', '1'], ['x-multi', '2']] }),
  s204: () => ({ status: 204 }),
  s204body: () => ({ status: 204, body: Buffer.from('x') }),
  s204ct: () => ({ status: 204, headers: { 'Content-Type': 'application/json', 'x-a': 'b' } }),
  nothing: () => undefined,
  emptyobj: () => ({}),
  str: () => 'text',
  emptybody: () => ({ body: '' }),
  nullbody: () => ({ body: null }),
  redirect: () => ({ status: 302, headers: { Location: '/console/' } }),
  s429: () => ({ status: 429, jsonBody: { e: 1 }, headers: { 'Retry-After': '7' } }),
  s600: () => ({ status: 599, body: 'x' }),
  s99: () => ({ status: 99 }),
  badheader: () => ({ body: 'x', headers: { 'x-bad': 'é' } }),
  noct: () => ({ body: 'é' }),
  noctbuf: () => ({ body: Buffer.from('é') }),
};

module.exports = (app) => {
  for (const [name, handler] of Object.entries(answers)) app.http(name, { methods: ['GET', 'HEAD'], handler });
};
