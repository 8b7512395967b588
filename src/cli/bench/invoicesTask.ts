// One task on a month of lines, by the compiled app, whose rows lie in the process that started this: to invoice it, to download or to export its lines. Progress on stderr; what it came to is a message.
import { performance } from 'node:perf_hooks';
import { MemoryExportFiles } from '../../adapters/memory/memoryExportFiles';
import { invoiceLines } from '../../adapters/http/invoiceLines';
import { type RequestContext } from '../../adapters/http/requestContext';
import { randomGuid } from '../../app/command/ids';
import { askExport } from '../../app/export/askExport';
import { exportDeadlines, readExport } from '../../app/export/exportBook';
import { dataFormats } from '../../app/export/exportState';
import { writeExportPart } from '../../app/export/writeExportPart';
import { allInvoices } from '../../app/invoice/invoiceBook';
import { beginInvoiceRun, countInvoiceShard, issueInvoices } from '../../app/invoice/invoiceRun';
import { type Partner } from '../../domain/parties/partner/state';
import { calendarDate } from '../../kernel/calendarDate';
import { instant } from '../../kernel/instant';
import { type Stores, tableNames, type WiredApp } from '../../wiring/wiring';
import { appOn, partnerCalled } from './benchApp';
import { CountedStore, noCounts } from './countedStore';
import { remoteStores } from './remoteStore';

const MONTH = calendarDate('2021-06-01');
const INVOICED_AT = instant('2021-07-07T00:00:00Z');

const TOLD_EVERY = 20_000;

const say = (text: string): void => void process.stderr.write(`  ${text}\n`);

interface Come {
  readonly lines: number;
  readonly bytes: number;
}

/** As the orchestration does: all shards side by side, round after round. */
const invoice = async (app: WiredApp, { tenantId: partnerId }: Partner): Promise<Come> => {
  const month = { partnerId, month: MONTH };
  const begun = await beginInvoiceRun(app, month);
  if (begun.status !== 'draft') throw new Error(`The run is ${begun.status}`);
  let counts = begun.shards;
  while (counts.some(({ isOver }) => !isOver)) {
    counts = await Promise.all(counts.map(async (count) => (count.isOver ? count : countInvoiceShard(app, month, count))));
    say(`${counts.reduce((sum, { lines }) => sum + lines, 0)} lines counted, ${counts.filter(({ isOver }) => !isOver).length} shards left`);
  }
  const ended = await issueInvoices(app, month, counts);
  if (ended.status !== 'issued') throw new Error(`The run is ${ended.status}`);
  const issued = await allInvoices(app.invoices, partnerId);
  return { lines: issued.reduce((sum, { lines }) => sum + lines, 0), bytes: 0 };
};

const onlyInvoice = async (app: WiredApp, { tenantId }: Partner): Promise<string> => {
  const [issued] = await allInvoices(app.invoices, tenantId);
  if (issued === undefined) throw new Error('There is no invoice.');
  return issued.id;
};

const contextOf = (app: WiredApp, partner: Partner, accept: string, continuationToken: string | undefined): RequestContext => ({
  operation: 'queryInvoiceLineItems',
  requestId: randomGuid(),
  requestIdGiven: false,
  correlationId: randomGuid(),
  locale: 'en-US',
  accept,
  ...(continuationToken !== undefined && { continuationToken }),
  preview: false,
  patchReplaces: false,
  bodyHash: '',
  log: app.log,
  now: app.clock.now(),
  caller: { tenantId: partner.tenantId, kind: 'partner', partner, userId: 'bench', displayName: 'bench', roles: ['billing_admin'], appOnly: false },
});

interface JsonPage {
  readonly items: readonly unknown[];
  readonly links: { readonly next?: { readonly headers: readonly { readonly key: string; readonly value: string }[] } };
}

const lineBreak = 10;
const breaksIn = (content: Uint8Array): number => content.reduce((sum, byte) => (byte === lineBreak ? sum + 1 : sum), 0);

/** What the route answers, answer after answer, as bytes. */
const download = async (app: WiredApp, partner: Partner, accept: string): Promise<Come> => {
  const invoiceId = await onlyInvoice(app, partner);
  const isCsv = accept === 'text/csv';
  let [lines, bytes] = [isCsv ? -1 : 0, 0];
  let token: string | undefined;
  do {
    const path = `/invoices/${invoiceId}/lineitems?provider=onetime&invoicelineitemtype=billinglineitems`;
    const answer = await invoiceLines(app, { invoiceId, invoiceLineItemType: 'billinglineitems', path, query: { size: 2000 }, context: contextOf(app, partner, accept, token) });
    if (!answer.ok) throw new Error(`Refused: ${JSON.stringify(answer.error)}`);
    const { body, headers = {} } = answer.value;
    const content = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    bytes += content.byteLength;
    lines += isCsv ? breaksIn(content) : (body as JsonPage).items.length;
    token = headers['MS-ContinuationToken'] ?? (isCsv ? undefined : (body as JsonPage).links.next?.headers.find(({ key }) => key === 'MS-ContinuationToken')?.value);
    if (lines % TOLD_EVERY === 0) say(`${lines} lines`);
  } while (token !== undefined);
  return { lines, bytes };
};

const exportLines = async (app: WiredApp, partner: Partner, format: string): Promise<Come> => {
  const dataFormat = dataFormats.find((each) => each === format);
  if (dataFormat === undefined) throw new Error(`There is no format ${format}`);
  const asked = await askExport(app, partner, { callerTenantId: partner.tenantId, requestId: randomGuid(), fingerprint: '' }, { lines: 'reconciliation', source: { kind: 'billed', invoiceId: await onlyInvoice(app, partner) }, attributeSet: 'full', dataFormat });
  if (!asked.ok) throw new Error(`Refused: ${JSON.stringify(asked.error)}`);
  const [due] = exportDeadlines(asked.value);
  for (;;) {
    const progress = await writeExportPart(app, due);
    say(`${progress.lines} lines in ${progress.parts} parts`);
    if (progress.status === 'running') continue;
    if (progress.status !== 'succeeded') throw new Error(`The export is ${progress.status}`);
    const written = await readExport(app.invoices, partner.tenantId, asked.value.id);
    return { lines: progress.lines, bytes: written?.value.parts.reduce((sum, part) => sum + part.bytes, 0) ?? 0 };
  }
};

const TASKS: ReadonlyMap<string, (app: WiredApp, partner: Partner, how: string) => Promise<Come>> = new Map([['invoice', invoice], ['download', download], ['export', exportLines]]);

const run = async ([task = '', name = '', how = '']: readonly string[]): Promise<void> => {
  const work = TASKS.get(task);
  if (work === undefined) throw new Error(`There is no task ${task}`);
  const counts = noCounts();
  const remote = remoteStores();
  const stores = Object.fromEntries(tableNames.map((table) => [table, new CountedStore(remote(table), counts)])) as unknown as Stores;
  const app = appOn(stores, () => INVOICED_AT, new MemoryExportFiles());
  const partner = await partnerCalled(app, name);
  Object.assign(counts, noCounts());
  const started = performance.now();
  const come = await work(app, partner, how);
  process.send?.({ result: { ...come, ...counts, seconds: (performance.now() - started) / 1000, megabytes: (process.resourceUsage().maxRSS * 1024) / 1e6 } });
  process.disconnect();
};

void run(process.argv.slice(2));
