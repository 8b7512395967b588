// Preloaded into a server with `node --require`: after SIGUSR2 the process kills itself with SIGKILL at its n-th write to storage.
// CRASH_AT_WRITE is `{n}-sent`, as the write goes out and nobody knows whether it arrives, or `{n}-stored`, once storage has confirmed it but
// before the app has heard. CRASH_FROM_START counts without waiting for the signal.
const { subscribe } = require('node:diagnostics_channel');

const [count, moment] = (process.env.CRASH_AT_WRITE ?? '').split('-');
let left = process.env.CRASH_FROM_START === undefined ? Infinity : Number(count);
process.on('SIGUSR2', () => (left = Number(count)));
const dieAt = ({ request }) => {
  if (request.method === 'GET' || !request.path.startsWith('/devstoreaccount1') || --left > 0) return;
  process.kill(process.pid, 'SIGKILL');
};
// Most writes go out directly; the SDK, which sends the others, has the platform's own client.
for (const channel of moment === 'sent' ? ['http.client.request.start', 'undici:client:sendHeaders'] : ['http.client.response.finish', 'undici:request:trailers']) subscribe(channel, dieAt);
