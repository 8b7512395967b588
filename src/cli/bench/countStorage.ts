// Preloaded into a server with `node --require`: counts its requests to storage, by the SDK and directly, and prints the counts at every SIGUSR2. A transaction
// of many rows is one request.
import { subscribe } from 'node:diagnostics_channel';
import { type ClientRequest } from 'node:http';

let writes = 0;
let reads = 0;
const count = (message: unknown): void => {
  const { method, path } = (message as { readonly request: Pick<ClientRequest, 'method' | 'path'> }).request;
  if (!path.startsWith('/devstoreaccount1')) return;
  if (method === 'GET') reads += 1;
  else writes += 1;
};
subscribe('http.client.request.start', count);
subscribe('undici:client:sendHeaders', count);
process.on('SIGUSR2', () => {
  console.log(`storage: ${writes} writes, ${reads} reads`);
  writes = 0;
  reads = 0;
});
