const { app } = require('@azure/functions');

app.get('whoStarted', () => ({ jsonBody: { by: globalThis.startedBy, runtime: process.env.FUNCTIONS_WORKER_RUNTIME, folder: require('node:path').basename(process.cwd()) } }));
