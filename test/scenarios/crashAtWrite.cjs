// Preloaded into a server with `node --require`: after SIGUSR2 the process kills itself with SIGKILL at its n-th write to storage.
// CRASH_AT_WRITE is `{n}-sent`, as the write goes out and nobody knows whether it arrives, or `{n}-stored`, once storage has confirmed it but
// before the app has heard. CRASH_FROM_START counts without waiting for the signal.
const { subscribe } = require('node:diagnostics_channel');

const [count, moment] = (process.env.CRASH_AT_WRITE ?? '').split('-');
let left = process.env.CRASH_FROM_START === undefined ? Infinity : Number(count);
process.on('SIGUSR2', () => (left = Number(count)));
subscribe(moment === 'sent' ? 'http.client.request.start' : 'http.client.response.finish', ({ request }) => {
  if (request.method === 'GET' || --left > 0) return;
  process.kill(process.pid, 'SIGKILL');
});
