import { connect } from 'node:net';
import { openApiDocument } from '../../src/adapters/http/description/document';
import { routes } from '../../src/adapters/http/route';
import { World } from '../support/world';
import { testEnvironment } from '../support/worldConfig';
import { askedOf, draftOf } from './draft';
import { answersIn, framed, FRAMINGS, type Framed, type WireAnswer } from './framing';
import { fuzzedWorld, NOW, SETTINGS, validOf, wordsOf, type FuzzedWorld } from './fuzzedWorld';
import { leaksOf, sentText } from './judge';
import { operationsOf, type Operation } from './operations';
import { Random } from './random';
import { Watch, WatchedStore } from './watchedStores';
import { WireServer } from './wireServer';

const SEED = Number(process.env['NEXTTERM_FUZZ_SEED'] ?? '1');
/** Of each framing so many. */
const EACH = Math.ceil(Number(process.env['NEXTTERM_FUZZ_REQUESTS'] ?? '400') / 100);

let server: WireServer;
let base: FuzzedWorld;
let operations: readonly Operation[];

beforeAll(async () => {
  Object.assign(process.env, testEnvironment);
  server = await WireServer.listen();
  base = await fuzzedWorld();
  operations = operationsOf(openApiDocument(routes(), '0'));
});
afterAll(() => server.http.stop());

/** Sends the pieces, says that nothing more comes, and hands over what came back until the connection ends. */
const exchanged = async (pieces: readonly Buffer[]): Promise<Buffer> => {
  const socket = connect(server.http.port, '127.0.0.1');
  const received: Buffer[] = [];
  socket.on('data', (chunk) => received.push(chunk));
  // A server that will not hear more may hang up while the rest is sent.
  socket.on('error', () => undefined);
  // `once` of events would fail with the socket.
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.setNoDelay(true);
  for (const piece of pieces) {
    socket.write(piece);
    if (pieces.length > 1) await new Promise((resolve) => setImmediate(resolve));
  }
  socket.end();
  await closed;
  return Buffer.concat(received);
};

/** A refusal by the runtime's own has no code of the contract, but its form. */
const problemsOfAnswer = ({ status, text }: WireAnswer, { asked }: Framed): string[] => {
  const said = sentText(asked).toLowerCase();
  const problems = [...leaksOf(asked, text, new Set([...base.foreign].filter((each) => !said.includes(each.toLowerCase()))))];
  const isAbsent = status === 501 && text.includes('"code":800042');
  if (status >= 500 && !isAbsent) problems.push(`${status} ${text.slice(0, 200)}`);
  if (status >= 400 && text !== '' && !/^\{"(code|statusCode)":/.test(text)) problems.push(`a refusal of no form: ${text.slice(0, 200)}`);
  return problems;
};

test.each(FRAMINGS)(`seed ${SEED}, %s: answered once or hung up on, and nothing is kept of a refusal`, async (framing) => {
  const words = wordsOf(operations, base);
  const found: unknown[] = [];
  for (let nth = 0; nth < EACH; nth += 1) {
    const random = new Random('wire', SEED, framing, nth);
    const operation = random.pick(operations);
    const sent = framed(random, askedOf(draftOf(random, operation, validOf(base, operation), words)), framing);
    const watch = new Watch();
    const world = await World.at(NOW, base.world.stores, (store, table) => new WatchedStore(store, table, watch), SETTINGS);
    server.use(world);
    watch.begin();
    const bytes = await exchanged(sent.pieces);
    const problems: string[] = [];
    let answers: readonly WireAnswer[] = [];
    try {
      answers = answersIn(bytes, sent.asked.method);
    } catch (error) {
      problems.push(String(error));
    }
    problems.push(...answers.flatMap((answer) => problemsOfAnswer(answer, sent)));
    if (answers.length > sent.requests) problems.push(`${answers.length} answers to ${sent.requests}`);
    // Of what nobody answered nobody knows whether it was carried out.
    if (answers.length > 0 && answers.every(({ status }) => status >= 400)) problems.push(...(await watch.changes((where) => where.startsWith('Audit '))));
    problems.push(...world.errors.map(({ message, cause }) => `logged: ${message} ${String(cause)}`));
    if (problems.length > 0) found.push({ nth, problems, sent: Buffer.concat(sent.pieces).toString('latin1').slice(0, 1500) });
  }
  expect(found).toEqual([]);
  // And the next one is served as if nothing had been.
  server.use(base.world);
  const [next] = answersIn(await exchanged([Buffer.from('GET /nextterm/v1/webhookcertificate HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')]), 'GET');
  expect([next?.status, server.lines.filter((line) => line.startsWith('error'))]).toEqual([200, []]);
});
