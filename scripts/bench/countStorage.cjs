// Preloaded into a server with `node --require`: counts its requests to storage and prints the counts at every SIGUSR2. A transaction of many rows
// is one request.
const { subscribe } = require('node:diagnostics_channel');

let writes = 0;
let reads = 0;
subscribe('http.client.request.start', ({ request }) => {
  if (request.method === 'GET') reads += 1;
  else writes += 1;
});
process.on('SIGUSR2', () => {
  console.log(`storage: ${writes} writes, ${reads} reads`);
  writes = 0;
  reads = 0;
});
