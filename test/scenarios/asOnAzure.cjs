// The package for Azure under the local runtime alone, set up as the Azure host is: function keys are asked for, bodies in chunks are lost, timers come early, the clock goes on by itself. Prints its address when it answers.
// argv: the repository (for the runtime), the folder of the app, the port, the instant at which the clock begins.
const [root, folder, port, start] = process.argv.slice(2);
const { RealClock, startHost } = require(`${root}/dist/src/localhost/index.js`);
const { createDurableRuntime } = require(`${root}/dist/src/localhost/durable/index.js`);

const logger = { log: (level, text) => (level === 'error' || level === 'warning') && process.stderr.write(`${level}: ${text}\n`) };

startHost({
  root: folder,
  port: Number(port),
  clock: new RealClock({ logger, start: Date.parse(start), early: 900 }),
  logger,
  keys: { master: 'master-key', functions: 'function-key', system: 'system-key' },
  storage: { connectionString: process.env.AzureWebJobsStorage },
  durable: createDurableRuntime,
}).then(
  (host) => {
    process.on('SIGTERM', () => host.stop().then(() => process.exit(0)));
    process.stdout.write(`ready ${host.url}\n`);
  },
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
