// The compiled app on the local runtime, in a process of its own, while what it depends on fails over real sockets: storage, the issuer's keys, whoever listens to events, and
// the reader of its log. Prints what came of it, and every error that nobody caught.
const { once } = require('node:events');
const http = require('node:http');
const { createServer } = require('node:net');
const { setImmediate: nextTurn } = require('node:timers/promises');

const uncaught = [];
for (const name of ['uncaughtException', 'unhandledRejection']) process.on(name, (error) => uncaught.push(`${name}: ${error?.stack ?? error}`));

const [root] = process.argv.slice(2);
const compiled = (file) => require(`${root}/dist/src/${file}`);
const { startHost, VirtualClock } = compiled('localhost/index.js');
const { createDurableRuntime } = compiled('localhost/durable/index.js');
const { MemoryExportFiles } = compiled('adapters/memory/memoryExportFiles.js');
const { MemoryPartitionStore } = compiled('adapters/memory/memoryPartitionStore.js');
const { openTables } = compiled('adapters/tables/openTables.js');
const { hostClock } = compiled('adapters/clock/hostClock.js');
const { invocationLog } = compiled('adapters/log/invocationLog.js');
const { readConfig } = compiled('wiring/config.js');
const { loadSampleWorld } = compiled('sandbox/sampleWorld.js');
const { readSampleWorld } = compiled('sandbox/sampleFiles.js');
const wiring = compiled('wiring/wiring.js');

const TEMPLATE = '117a77b0-9360-443b-8795-c6dedc750cf9';
const START = Date.parse('2026-01-31T10:00:30Z');
const MINUTE = 60_000;
const AT_ONCE = 8;

const listening = async (server) => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
};

/** Ways in which a peer fails. */
const faults = {
  closes: (socket) => socket.destroy(),
  resets: (socket) => socket.once('data', () => socket.resetAndDestroy()),
  breaksOff: (socket) => socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"keys":[', () => socket.destroy())),
  talksNonsense: (socket) => socket.once('data', () => socket.end('\u0000\u0001 nonsense\r\n\r\n')),
  saysNothing: () => undefined,
};

let fault = faults.closes;
const faulty = createServer((socket) => {
  socket.on('error', () => undefined);
  fault(socket);
});

const main = async () => {
  const { generateKeyPair, exportJWK, SignJWT } = await import('jose');
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const faultyPort = await listening(faulty);
  let keysFail = true;
  const keySet = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' }] });
  const goodKeys = http.createServer((_, response) => response.setHeader('content-type', 'application/json').end(keySet));
  const keys = createServer((socket) => {
    socket.on('error', () => undefined);
    if (keysFail) fault(socket);
    else goodKeys.emit('connection', socket);
  });
  const keysPort = await listening(keys);

  const broken = openTables({ connectionString: `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=c2VjcmV0;TableEndpoint=http://127.0.0.1:${faultyPort}/devstoreaccount1` }, { retries: 1, timeoutMillis: 50, direct: true });
  let storageFails = false;
  const switching = (name) => {
    const [good, bad] = [new MemoryPartitionStore(), broken.store(name)];
    const chosen = () => (storageFails ? bad : good);
    return { read: (...of) => chosen().read(...of), list: (...of) => chosen().list(...of), listAcross: (...of) => chosen().listAcross(...of), commit: (...of) => chosen().commit(...of) };
  };
  const issuer = `http://127.0.0.1:${keysPort}`;
  const config = readConfig({
    NEXTTERM_STORAGE: 'UseDevelopmentStorage=true',
    NEXTTERM_TOKEN_ISSUER: `${issuer}/{tenantId}/v2.0`,
    NEXTTERM_JWKS_URI: `${issuer}/{tenantId}/keys`,
    NEXTTERM_TOKEN_AUDIENCE: 'app',
    NEXTTERM_OPERATOR_TENANT: '5d0a3a80-4d3a-4c1b-9f6e-0a4f2b7f0001',
  });
  const app = wiring.wire({ config, stores: Object.fromEntries(wiring.tableNames.map((name) => [name, switching(name)])), exportFiles: new MemoryExportFiles(), clock: hostClock, log: invocationLog });
  // What the compiler exports cannot be set, so the functions, which are loaded later, find another module in its place.
  const theApp = async () => app;
  require.cache[require.resolve(`${root}/dist/src/wiring/wiring`)].exports = { ...wiring, theApp, theAppIfSet: theApp };

  const logged = [];
  const logger = { log: (level, text) => logged.push({ level, text }) };
  const clock = new VirtualClock({ start: START, logger });
  const host = await startHost({ root, port: 0, clock, logger, storage: 'memory', durable: createDurableRuntime });
  await loadSampleWorld(app, root, () => undefined);

  const world = await readSampleWorld(root);
  const { tenantId } = world.partners.find(({ slug }) => slug === 'havn');
  const token = await new SignJWT({ tid: tenantId, oid: 'user', scp: 'user_impersonation', roles: ['admin_agent'] }).setProtectedHeader({ alg: 'RS256', kid: 'one' }).setIssuer(`${issuer}/${tenantId}/v2.0`).setAudience('app').setExpirationTime('1h').sign(privateKey);
  const ask = async (method, path, body) => {
    const answer = await fetch(host.url + path, { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, ...(body !== undefined && { body: JSON.stringify(body) }) });
    return { status: answer.status, body: JSON.parse(await answer.text()) };
  };
  const statuses = async (count, work) => [...new Set((await Promise.all(Array.from({ length: count }, work))).map(({ status }) => status))];

  const report = { keysFailing: {}, storageFailing: {} };
  for (const [name, way] of Object.entries(faults).filter(([each]) => each !== 'saysNothing')) {
    fault = way;
    report.keysFailing[name] = await statuses(AT_ONCE, () => ask('GET', '/v1/customers'));
  }
  keysFail = false;
  report.keysBack = await statuses(AT_ONCE, () => ask('GET', '/v1/customers'));

  // A publisher that fails: the command stands, and the sweep is to finish it.
  const stop = app.events.listen(() => {
    throw new Error('The listener fails');
  });
  const customer = await ask('POST', '/v1/customers', {
    companyProfile: { domain: 'lindehof.example' },
    billingProfile: { email: 'ida@lindehof.example', culture: 'nl-NL', language: 'nl', companyName: 'Lindehof', defaultAddress: { country: 'NL', city: 'Utrecht', addressLine1: 'Dorpsstraat 1', firstName: 'Ida', lastName: 'Kok' } },
  });
  const agreed = await ask('POST', `/v1/customers/${customer.body.id}/agreements`, { type: 'MicrosoftCustomerAgreement', templateId: TEMPLATE, dateAgreed: '2026-01-01T00:00:00Z', primaryContact: { firstName: 'Ida', lastName: 'Kok', email: 'ida@lindehof.example' } });
  report.publisherFailing = [customer.status, agreed.status];
  stop();

  storageFails = true;
  for (const [name, way] of Object.entries(faults)) {
    fault = way;
    const turn = { at: 0 };
    report.storageFailing[name] = await statuses(AT_ONCE, () => ((turn.at += 1) % 2 ? ask('GET', `/v1/customers/${customer.body.id}/subscriptions`) : ask('POST', `/v1/customers/${customer.body.id}/carts`, { lineItems: [] })));
    // The sweep's tick, without the hint for which a virtual clock would read the index first.
    await fetch(`${host.url}/admin/functions/sweepDeadlines`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"input":""}' });
    await clock.idle();
  }
  storageFails = false;

  // Its log has lost its reader: the parent closed the other end.
  for (const word of ['one', 'two', 'three']) {
    invocationLog.warn(`Said to nobody: ${word}`);
    await nextTurn();
  }

  await clock.advanceTo(START + 5 * MINUTE);
  report.back = [(await ask('GET', '/v1/customers')).status, (await ask('GET', '/nextterm/v1/health')).status];
  report.left = (await app.deadlines.due(hostClock.now(), 1000)).deadlines.filter(({ kind }) => kind === 'publish').length;
  await host.stop();
  faulty.close();
  keys.close();
  process.stdout.write(JSON.stringify({ ...report, uncaught, logged: logged.filter(({ level }) => level === 'error' || level === 'warning').map(({ text }) => text.split('\n')[0]) }), () => process.exit(0));
};

main().catch((error) => {
  process.stdout.write(`${error.stack}\n`, () => process.exit(1));
});
