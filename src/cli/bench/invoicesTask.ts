// One task on a month of lines, by the compiled app, whose rows lie in the process that started this: to invoice it, to download or to export its lines. Progress on stderr; what it came to is a message.
import { performance } from 'node:perf_hooks';
import { MemoryExportFiles } from '../../adapters/memory/memoryExportFiles';
import { invoiceLines } from '../../adapters/http/invoiceLines';
import { type RequestContext } from '../../adapters/http/requestContext';
import { type Answer } from '../../adapters/http/respond';
import { randomGuid } from '../../app/command/ids';
import { askExport } from '../../app/export/askExport';
import { exportDeadlines, readExport } from '../../app/export/exportBook';
import { dataFormats } from '../../app/export/exportState';
import { writeExportPart } from '../../app/export/writeExportPart';
import { allInvoices } from '../../app/invoice/invoiceBook';
import { beginInvoiceRun, countInvoiceShard, issueInvoices } from '../../app/invoice/invoiceRun';
import { type Invoice } from '../../domain/invoice/state';
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

const onlyInvoice = async (app: WiredApp, { tenantId }: Partner): Promise<Invoice> => {
  const [issued] = await allInvoices(app.invoices, tenantId);
  if (issued === undefined) throw new Error('There is no invoice.');
  return issued;
};

const contextOf = (app: WiredApp, partner: Partner, more: Pick<RequestContext, 'accept' | 'acceptEncoding' | 'continuationToken'>): RequestContext => ({
  operation: 'queryInvoiceLineItems',
  requestId: randomGuid(),
  requestIdGiven: false,
  correlationId: randomGuid(),
  locale: 'en-US',
  ...more,
  preview: false,
  patchReplaces: false,
  bodyHash: '',
  log: app.log,
  now: app.clock.now(),
  caller: { tenantId: partner.tenantId, kind: 'partner', partner, userId: 'bench', displayName: 'bench', roles: ['billing_admin'], appOnly: false },
});

const answered = async (app: WiredApp, invoiceId: string, query: { readonly size?: number }, context: RequestContext): Promise<Answer> => {
  const path = `/invoices/${invoiceId}/lineitems?provider=onetime&invoicelineitemtype=billinglineitems`;
  const answer = await invoiceLines(app, { invoiceId, invoiceLineItemType: 'billinglineitems', path, query, context });
  if (!answer.ok) throw new Error(`Refused: ${JSON.stringify(answer.error)}`);
  return answer.value;
};

interface JsonPage {
  readonly items: readonly unknown[];
  readonly links: { readonly next?: { readonly headers: readonly { readonly key: string; readonly value: string }[] } };
}

/** The collection, page after page, as bytes. */
const pages = async (app: WiredApp, partner: Partner): Promise<Come> => {
  const { id } = await onlyInvoice(app, partner);
  let [lines, bytes] = [0, 0];
  let token: string | undefined;
  do {
    const { body } = await answered(app, id, { size: 2000 }, contextOf(app, partner, { ...(token !== undefined && { continuationToken: token }) }));
    const { items, links } = body as JsonPage;
    bytes += Buffer.byteLength(JSON.stringify(body));
    lines += items.length;
    token = links.next?.headers.find(({ key }) => key === 'MS-ContinuationToken')?.value;
    if (lines % TOLD_EVERY === 0) say(`${lines} lines`);
  } while (token !== undefined);
  return { lines, bytes };
};

/** The file, whole, compressed. One that has not the lines of its invoice is refused. */
const file = async (app: WiredApp, partner: Partner, accept: string): Promise<Come> => {
  const { id, lines } = await onlyInvoice(app, partner);
  const { body } = await answered(app, id, {}, contextOf(app, partner, { accept, acceptEncoding: 'gzip' }));
  if (!(body instanceof Uint8Array)) throw new Error('The file is not compressed.');
  return { lines, bytes: body.byteLength };
};

const exportLines = async (app: WiredApp, partner: Partner, format: string): Promise<Come> => {
  const dataFormat = dataFormats.find((each) => each === format);
  if (dataFormat === undefined) throw new Error(`There is no format ${format}`);
  const asked = await askExport(app, partner, { callerTenantId: partner.tenantId, requestId: randomGuid(), fingerprint: '' }, { lines: 'reconciliation', source: { kind: 'billed', invoiceId: (await onlyInvoice(app, partner)).id }, attributeSet: 'full', dataFormat });
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

const TASKS: ReadonlyMap<string, (app: WiredApp, partner: Partner, how: string) => Promise<Come>> = new Map([['invoice', invoice], ['file', file], ['pages', pages], ['export', exportLines]]);

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
