// Preloaded into a server with `node --require`: after SIGUSR2 the process kills itself with SIGKILL at its n-th write to storage.
// The file that CRASH_PLAN names says when: `{n}-sent`, as the write goes out and nobody knows whether it arrives, or `{n}-stored`, once storage has confirmed it but
// before the app has heard; `{n}-unwritten` and `{n}-journaled` are the same of the local broker's journal. It is read at the signal, so one process can be told at any time; CRASH_FROM_START reads it, and counts, without waiting for the signal.
const { subscribe } = require('node:diagnostics_channel');
const { readFileSync } = require('node:fs');
const { open } = require('node:fs/promises');

let left = Infinity;
let moment;
const count = () => {
  const [writes, when] = readFileSync(process.env.CRASH_PLAN ?? '', 'utf8').split('-');
  left = Number(writes);
  moment = when;
};
if (process.env.CRASH_FROM_START !== undefined) count();
process.on('SIGUSR2', count);

const dieAt = (when, channels) => {
  const at = ({ request }) => {
    if (when !== moment || request.method === 'GET' || !request.path.startsWith('/devstoreaccount1') || --left > 0) return;
    process.kill(process.pid, 'SIGKILL');
  };
  for (const channel of channels) subscribe(channel, at);
};
const dieAtJournal = async () => {
  const handle = await open(process.execPath);
  const files = Object.getPrototypeOf(handle);
  await handle.close();
  const { datasync } = files;
  const at = (when) => {
    if (when === moment && --left <= 0) process.kill(process.pid, 'SIGKILL');
  };
  files.datasync = async function () {
    at('unwritten');
    await datasync.call(this);
    at('journaled');
  };
};

// Most writes go out directly; the SDK, which sends the others, has the platform's own client.
dieAt('sent', ['http.client.request.start', 'undici:client:sendHeaders']);
dieAt('stored', ['http.client.response.finish', 'undici:request:trailers']);
void dieAtJournal();
