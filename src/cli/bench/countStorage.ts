// Preloaded into a server with `node --require`: counts its requests to storage, by the SDK and directly, and prints the counts, and its CPU time, at every SIGUSR2. A transaction
// of many rows is one request.
import { subscribe } from 'node:diagnostics_channel';
import { type ClientRequest } from 'node:http';

let writes = 0;
let reads = 0;
let before = process.cpuUsage();
const count = (message: unknown): void => {
  const { method, path } = (message as { readonly request: Pick<ClientRequest, 'method' | 'path'> }).request;
  if (!path.startsWith('/devstoreaccount1')) return;
  if (method === 'GET') reads += 1;
  else writes += 1;
};
subscribe('http.client.request.start', count);
subscribe('undici:client:sendHeaders', count);
process.on('SIGUSR2', () => {
  const { user, system } = process.cpuUsage(before);
  console.log(`storage: ${writes} writes, ${reads} reads, ${user + system} µs`);
  before = process.cpuUsage();
  writes = 0;
  reads = 0;
});
