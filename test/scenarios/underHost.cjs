// The whole compiled app on the local runtime, without the sandbox: as on Azure nothing checks its settings before it is loaded. Asks every route once, runs its timers and
// processes, and prints what came of it.
const [root] = process.argv.slice(2);
const compiled = (file) => require(`${root}/dist/src/${file}`);
const { startHost, VirtualClock } = compiled('localhost/index.js');
const { createDurableRuntime } = compiled('localhost/durable/index.js');

// One minute of the log, however slow the machine is.
globalThis.performance.now = () => 0;

const SOME_ID = 'c3f1a2d4-5b60-4c8e-8a11-0d9e7b34f520';
const START = Date.parse('2026-01-31T10:00:30Z');
const MINUTES = 60_000;

const logged = [];
const logger = { log: (level, text) => logged.push({ level, text }) };

const main = async () => {
  const clock = new VirtualClock({ start: START, logger });
  const host = await startHost({ root, port: 0, clock, logger, storage: 'memory', durable: createDurableRuntime });
  const { routes } = compiled('adapters/http/route.js');

  const ask = async (method, path, body) => {
    const answer = await fetch(host.url + path, { method, ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'ms-correlationid': SOME_ID } }) });
    const text = await answer.text();
    const isJson = (answer.headers.get('content-type') ?? '').startsWith('application/json') && text !== '';
    return { route: `${method} ${path}`, status: answer.status, headers: Object.fromEntries(answer.headers), body: isJson ? JSON.parse(text) : undefined };
  };

  const health = await ask('GET', '/nextterm/v1/health');
  const answers = [];
  for (const { name, method, path } of routes()) {
    if (name === 'health') continue;
    answers.push(await ask(method, path.replaceAll(/\{[^}]+\}/g, SOME_ID), method === 'GET' || method === 'HEAD' ? undefined : {}));
  }
  answers.push(await ask('GET', '/v1/nothing'));

  const durable = '/runtime/webhooks/durabletask';
  const processes = {};
  for (const [name, input] of [
    ['renewal', { partition: '2026-01-31T00|07', kind: 'renewal' }],
    ['trialConversion', { partition: '2026-01-31T00|07', kind: 'trialConversion' }],
    ['cycleCharge', { partition: '2026-01-31T00|07', kind: 'cycle' }],
    ['cancellationWindow', { partition: '2026-01-31T00|07', kind: 'cancellationWindow' }],
    ['transferApproval', { at: '2026-01-31T10:00:00.000Z', kind: 'transfer', customerId: SOME_ID, subject: SOME_ID }],
  ]) {
    await ask('POST', `${durable}/orchestrators/${name}/${name}`, input);
    await clock.idle();
    const { body } = await ask('GET', `${durable}/instances/${name}`);
    processes[name] = { runtimeStatus: body.runtimeStatus, customStatus: body.customStatus, output: body.output };
  }
  // The sweep every minute, the check every ten.
  await clock.advanceTo(START + 11 * MINUTES);

  const functions = host.invoker.functions().map(({ name }) => name);
  await host.stop();
  process.stdout.write(JSON.stringify({ functions, health, answers, processes, logged }));
};

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
