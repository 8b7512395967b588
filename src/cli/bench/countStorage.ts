// Preloaded into a server with `node --require`: counts its requests to storage and prints the counts at every SIGUSR2. A transaction of many rows
// is one request.
import { subscribe } from 'node:diagnostics_channel';
import { type ClientRequest } from 'node:http';

let writes = 0;
let reads = 0;
subscribe('http.client.request.start', (message) => {
  if ((message as { readonly request: ClientRequest }).request.method === 'GET') reads += 1;
  else writes += 1;
});
process.on('SIGUSR2', () => {
  console.log(`storage: ${writes} writes, ${reads} reads`);
  writes = 0;
  reads = 0;
});
