// Holds a month of 100,000 lines in memory, and starts a process for each task on it. Progress on stderr, one line of JSON on stdout.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { instant } from '../../kernel/instant';
import { type Stores } from '../../wiring/wiring';
import { benchApp, partnerCalled } from './benchApp';
import { fillLedger, someLine } from './ledgerLines';
import { memoryStores } from './memoryStores';
import { serveStores } from './remoteStore';

const CUSTOMERS = 1000;
const MANY = 100_000;
const FEW = 10_000;
const SOLD_AT = instant('2021-06-18T10:00:00Z');

/** Sells one line, and puts others like it into the ledgers of two partners. */
const fill = async (stores: Stores): Promise<void> => {
  const { app, buy } = await benchApp(stores, () => SOLD_AT);
  const partner = await partnerCalled(app, 'havn');
  await buy(0, 1);
  const like = await someLine(app, partner.tenantId);
  await app.ledger.takeBack(like);
  await fillLedger(app, partner.tenantId, like, MANY, CUSTOMERS);
  await fillLedger(app, (await partnerCalled(app, 'nordlys')).tenantId, like, FEW, CUSTOMERS);
};

interface Told {
  readonly result?: unknown;
}

const task = async (stores: Stores, ...args: readonly string[]): Promise<unknown> => {
  process.stderr.write(`  ${args.join(' ')}\n`);
  const child = fork(join(__dirname, 'invoicesTask.js'), args, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let result: unknown;
  child.on('message', (message: Told) => {
    if ('result' in message) result = message.result;
  });
  serveStores(child, stores);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0 || result === undefined) throw new Error(`${args.join(' ')} ended with code ${code}`);
  return result;
};

const run = async (): Promise<void> => {
  const stores = memoryStores();
  await fill(stores);
  const come = {
    few: await task(stores, 'invoice', 'nordlys'),
    many: await task(stores, 'invoice', 'havn'),
    csv: await task(stores, 'file', 'havn', 'text/csv'),
    json: await task(stores, 'file', 'havn', 'application/x-ndjson'),
    pages: await task(stores, 'pages', 'havn'),
    csvExport: await task(stores, 'export', 'havn', 'compressedCSV'),
    jsonExport: await task(stores, 'export', 'havn', 'compressedJSON'),
  };
  console.log(JSON.stringify(come));
};

void run();
