import { type Partner } from '../../domain/parties/partner/state';
import { plusHours } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { derivedGuid } from '../command/ids';
import { type RequestIdentity } from '../command/receipt';
import { invoiceOfPartner } from '../invoice/invoiceBook';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { exportDeadlines, exportWrite, readExport } from './exportBook';
import { isEnded, type AskedExport, type Export } from './exportState';

/** Others write the row of an export only under its own request id. */
const attempts = 20;

type AskPorts = Pick<App, 'clock' | 'invoices' | 'deadlines' | 'exporting'>;

/** The same request finds the same export. Its deadlines may not be there, if whoever asked first was stopped on the way. */
const askedBefore = async ({ deadlines }: AskPorts, found: Export, { requestId, fingerprint }: RequestIdentity): Promise<Result<Export, Refusal>> => {
  if (found.fingerprint !== fingerprint) return failure({ kind: 'RequestIdReused', requestId });
  if (!isEnded(found)) await deadlines.put(exportDeadlines(found));
  return success(found);
};

/**
 * BIL-4: asks for an export of a partner's lines, which the sweep starts: what must happen is written before what is asked for, so that nothing of it can be left lying. Sent again under the same request id it is the same export.
 * Refused: InvoiceNotFound, also of another partner's; RequestIdReused; TooMuchContention. @throws when the store fails: the request may be repeated.
 */
export const askExport = async (ports: AskPorts, partner: Partner, request: RequestIdentity, asked: AskedExport): Promise<Result<Export, Refusal>> => {
  const { clock, invoices, deadlines, exporting } = ports;
  const partnerId = partner.tenantId;
  const id = derivedGuid('export', partnerId, request.requestId);
  const before = await readExport(invoices, partnerId, id);
  if (before !== undefined) return askedBefore(ports, before.value, request);
  if (asked.source.kind === 'billed') {
    const invoice = await invoiceOfPartner(invoices, partnerId, asked.source.invoiceId);
    if (!invoice.ok) return invoice;
  }
  const now = clock.now();
  const fresh: Export = { ...asked, id, partnerId, fingerprint: request.fingerprint, status: 'notStarted', createdAt: now, lastActionAt: now, expiresAt: plusHours(now, 24 * exporting.days), parts: [], unreadable: 0 };
  await deadlines.put(exportDeadlines(fresh));
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const committed = await invoices.commit(partnerId, [exportWrite(fresh)]);
    if (committed.ok) return success(fresh);
    // Somebody else asked at the same moment; where that came to nothing after all, it is asked for again.
    const raced = await readExport(invoices, partnerId, id);
    if (raced !== undefined) return askedBefore(ports, raced.value, request);
  }
  return failure({ kind: 'TooMuchContention' });
};

/** A partner's own. Refused: ExportNotFound, also for another partner's; ExportExpired. @throws RowUnreadable. */
export const exportOfPartner = async ({ clock, invoices }: Pick<App, 'clock' | 'invoices'>, partnerId: string, exportId: string): Promise<Result<Export, Refusal>> => {
  const found = (await readExport(invoices, partnerId, exportId))?.value;
  if (found === undefined) return failure({ kind: 'ExportNotFound', exportId });
  return found.status === 'expired' || clock.now() >= found.expiresAt ? failure({ kind: 'ExportExpired', exportId, expiresAt: found.expiresAt }) : success(found);
};
