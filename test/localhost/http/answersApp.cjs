/* global Blob, Buffer */
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
  brotli: () => ({ body: Buffer.alloc(42, 1), headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'Content-Encoding': 'br', ETag: ETAG, Vary: 'Accept-Encoding' } }),
  security: () => ({
    body: '<!doctype html><title>x</title>',
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'",
      'Cross-Origin-Opener-Policy': 'same-origin',
      Link: '</a.css>; rel=preload',
      'Permissions-Policy': 'camera=()',
      'Referrer-Policy': 'no-referrer',
      'Strict-Transport-Security': 'max-age=1',
      'X-Content-Type-Options': 'nosniff',
      'X-Powered-By': 'me',
    },
  }),
  s308: () => ({ status: 308, headers: { Location: '/x' } }),
  s503: () => ({ status: 503, jsonBody: { healthy: false }, headers: { 'Retry-After': '5' } }),
  range: (request) => {
    const [, from = '', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') ?? '') ?? [];
    if (from === '') return { body: big, headers: { 'Accept-Ranges': 'bytes' } };
    if (Number(from) >= big.length) return { status: 416, headers: { 'Content-Range': `bytes */${big.length}` } };
    return { status: 206, body: big.subarray(Number(from), Number(to) + 1), headers: { 'Accept-Ranges': 'bytes', 'Content-Range': `bytes ${from}-${to}/${big.length}` } };
  },
  html: () => ({ body: '<p>é</p>', headers: { 'Content-Type': 'text/html' } }),
  webstream: () => ({ body: new Blob(['abc']).stream() }),
  stream: () => ({
    headers: { 'Content-Type': 'text/csv; charset=utf-8' },
    body: (async function* stream() {
      for (let nth = 0; nth < 3; nth += 1) yield Buffer.alloc(65_536, '0123456789');
    })(),
  }),
  noct: () => ({ body: 'é' }),
  noctbuf: () => ({ body: Buffer.from('é') }),
};

module.exports = (app) => {
  for (const [name, handler] of Object.entries(answers)) app.http(name, { methods: ['GET', 'HEAD'], handler });
};
