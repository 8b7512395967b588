const { app } = require('@azure/functions');
const { Readable } = require('node:stream');

app.post('count', {
  handler: async ({ body }) => {
    let bytes = 0;
    for await (const piece of body) bytes += piece.length;
    return { jsonBody: { bytes } };
  },
});

/** Lines one after the other, as many as are asked for. */
function* lines(count) {
  for (let line = 1; line <= count; line += 1) yield `line ${line}\n`;
}

app.get('lines', { handler: ({ query }) => ({ headers: { 'content-type': 'text/plain' }, body: Readable.from(lines(Number(query.get('count')))) }) });
