/* global Buffer */
// An app in stream mode, for a process of its own: the shapes of answers, and what the recordings 3-stream.json and 3-headers-member.txt asked.
const http = require('node:http');
const { app } = require('@azure/functions');
const answersOf = require(process.env.ANSWERS_APP);

// The server that the library opens. After five seconds, and one more, it gives up a connection on which nothing comes; `idle` does so at once.
const { createServer } = http;
let ofLibrary;
http.createServer = (...given) => {
  ofLibrary = createServer(...given);
  return ofLibrary;
};
app.setup({ enableHttpStream: true });
app.http('idle', {
  handler: () => {
    ofLibrary.closeIdleConnections();
    return { body: 'given up' };
  },
});
answersOf(app);
app.http('echo', {
  route: 'echo/{id}/{name?}',
  methods: ['GET', 'POST', 'DELETE'],
  handler: async (request) => {
    const body = Buffer.from(await request.arrayBuffer());
    return { jsonBody: { params: request.params, query: [...request.query], authorization: request.headers.get('authorization'), all: [...request.headers.keys()].length, url: request.url, bodyLength: body.length, body: body.toString() } };
  },
});
app.http('len', {
  methods: ['POST'],
  handler: async (request) => {
    let n = 0;
    let chunks = 0;
    for await (const piece of request.body ?? []) {
      n += piece.length;
      chunks += 1;
    }
    return { jsonBody: { n, many: chunks > 10 } };
  },
});
app.http('flow', {
  methods: ['GET'],
  handler: (request) => {
    const pieces = Number(request.query.get('pieces'));
    return {
      headers: { 'content-type': 'text/csv' },
      body: (async function* flow() {
        for (let nth = 0; nth < pieces; nth += 1) yield Buffer.alloc(65_536, nth);
      })(),
    };
  },
});
app.http('throws', { handler: () => Promise.reject(new Error('no')) });
app.http('breaks', {
  handler: (request) => ({
    body: (async function* breaks() {
      if (request.query.get('after') === 'first') yield 'first';
      throw new Error('broken');
    })(),
  }),
});
let waiting = [];
app.http('together', {
  handler: async () => {
    await new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1_024) {
        for (const go of waiting) go();
        waiting = [];
      }
    });
    return { body: 'all' };
  },
});
