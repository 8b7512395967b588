import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ServiceBusClient } from '@azure/service-bus';
import { RealClock } from '../../src/localhost';
import { openBus } from '../../src/sandbox/openBus';
import { SandboxProblem } from '../../src/sandbox/sandboxProblem';

const root = resolve(__dirname, '../..');
let busFolder: string;
beforeEach(() => {
  busFolder = mkdtempSync(join(tmpdir(), 'open-bus-'));
});
afterEach(() => rmSync(busFolder, { recursive: true, force: true }));

const lines: string[] = [];
const logger = { log: (_: string, line: string) => void lines.push(line) };
const open = () => openBus({ root, folder: { busFolder, wayOut: () => 'Add --fresh to wipe it' }, clock: new RealClock({ logger }), logger });

/** Three events wait in a bus that has stopped. */
async function filled(): Promise<string> {
  const broker = await open();
  const client = new ServiceBusClient(broker.connectionString);
  const sender = client.createSender('lifecycle');
  for (const messageId of ['a', 'b', 'c']) await sender.sendMessages({ body: messageId.repeat(20), messageId, sessionId: 's' });
  await client.close();
  await broker.stop();
  return join(busFolder, 'journal');
}

test('a journal that is broken before its end is refused with the file, the byte and what to do, and left as it is', async () => {
  const file = await filled();
  const bytes = readFileSync(file);
  const at = bytes.indexOf('b'.repeat(20));
  bytes[at] = 0;
  writeFileSync(file, bytes);
  const refusal: unknown = await open().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(SandboxProblem);
  expect((refusal as Error).message).toMatch(
    new RegExp(`^${file} is damaged at byte \\d+\\. It is left as it is\\. Add --fresh to wipe it, or move this one file away: events stay readable, but whoever listens to the bus hears of what was on its way only with the next event of its subject\\.$`),
  );
  expect(Number(/byte (\d+)/.exec((refusal as Error).message)?.[1])).toBeLessThan(at);
  expect(readFileSync(file)).toEqual(bytes);
});

test('what a crash cut off at its end is left out with a word, and the rest is there', async () => {
  const file = await filled();
  appendFileSync(file, Buffer.from([0, 0, 1, 0, 9, 9]));
  lines.length = 0;
  const broker = await open();
  expect(lines).toEqual([`Service Bus: ${file} ended in the middle of a change that was never confirmed; its 6 bytes are left out.`]);
  expect(broker.counts().filter(({ messages }) => messages > 0).map(({ messages }) => messages)).toEqual([3, 3]);
  await broker.stop();
});
