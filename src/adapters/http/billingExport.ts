import { z } from 'zod';
import { askExport, exportOfPartner } from '../../app/export/askExport';
import { attributeSets, dataFormats, isEnded, type AskedExport, type Export } from '../../app/export/exportState';
import { type App } from '../../app/ports';
import { type Refusal } from '../../app/refusals';
import { hoursBetween, type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { invoiceIdSchema } from './invoiceIds';
import { lineCurrencySchema } from './lineItemQuery';
import { EXPORTS, manifestResource, operationResource } from './resources/billingExport';
import { monthOfPeriod } from './resources/reconciliation';
import { type RequestContext } from './requestContext';
import { type Answer } from './respond';
import { callingPartner } from './writeCall';

export { EXPORTS } from './resources/billingExport';

const formBody = { attributeSet: z.enum(attributeSets).default('full'), /** Own. */ dataFormat: z.enum(dataFormats).default('compressedJSON'), /** Own. */ byteOrderMark: z.boolean().optional() };
export const billedExportBody = z.object({ invoiceId: invoiceIdSchema, ...formBody });
export const unbilledExportBody = z.object({ currencyCode: lineCurrencySchema, billingPeriod: z.enum(['current', 'last']), ...formBody });

/** Seconds until a client asks again, as in the published samples. */
const RETRY_AFTER = '10';
/** A link that is given out ends after so long, in hours of real time, or earlier, with the export. */
const LINK_HOURS = 24;

type ExportBody = z.output<typeof billedExportBody> | z.output<typeof unbilledExportBody>;

const sourceOf = (body: ExportBody, now: Instant): AskedExport['source'] =>
  'invoiceId' in body
    ? { kind: 'billed', invoiceId: body.invoiceId }
    : { kind: 'unbilled', month: monthOfPeriod(body.billingPeriod === 'last' ? 'previous' : 'current', now), currency: body.currencyCode };

/** BIL-4: an export is asked for; where to ask how far it is. Refused: InputInvalid, InvoiceNotFound, RequestIdReused. */
export const exportAnswer = async (app: App, context: RequestContext, lines: AskedExport['lines'], body: ExportBody): Promise<Result<Answer, Refusal>> => {
  const partner = callingPartner(context);
  if (!partner.ok) return partner;
  const { requestId, bodyHash: fingerprint, caller, now } = context;
  const { attributeSet, dataFormat, byteOrderMark } = body;
  if (byteOrderMark && dataFormat !== 'compressedCSV') return failure({ kind: 'InputInvalid', problems: ['byteOrderMark: is of files for spreadsheets; ask for dataFormat compressedCSV'] });
  const asked = await askExport(app, partner.value, { callerTenantId: caller.tenantId, requestId, fingerprint }, { lines, source: sourceOf(body, now), attributeSet, dataFormat, ...(byteOrderMark !== undefined && { byteOrderMark }) });
  // The answer has no body; the audit log says which export came of it.
  return asked.ok ? success({ status: 202, headers: { Location: `${EXPORTS}/operations/${asked.value.id}`, 'Retry-After': RETRY_AFTER }, recorded: { id: asked.value.id } }) : asked;
};

/** Rounded up to whole hours, so that it is at least one. */
const manifestOf = async ({ clock, exportFiles }: App, found: Export): Promise<object> =>
  manifestResource(found, await exportFiles.link(found.id, Math.min(LINK_HOURS, Math.ceil(hoursBetween(clock.now(), found.expiresAt)))));

/** Refused: ExportNotFound, also for another partner's; ExportExpired. */
export const operationAnswer = async (app: App, context: RequestContext, id: string): Promise<Result<Answer, Refusal>> => {
  const partner = callingPartner(context);
  if (!partner.ok) return partner;
  const found = await exportOfPartner(app, partner.value.tenantId, id);
  if (!found.ok) return found;
  const manifest = found.value.status === 'succeeded' ? await manifestOf(app, found.value) : undefined;
  return success({ status: 200, body: operationResource(found.value, manifest), ...(!isEnded(found.value) && { headers: { 'Retry-After': RETRY_AFTER } }) });
};

/** Refused: ExportNotFound, also for another partner's and where the export has not succeeded; ExportExpired. */
export const manifestAnswer = async (app: App, context: RequestContext, id: string): Promise<Result<Answer, Refusal>> => {
  const partner = callingPartner(context);
  if (!partner.ok) return partner;
  const found = await exportOfPartner(app, partner.value.tenantId, id);
  if (!found.ok) return found;
  return found.value.status === 'succeeded' ? success({ status: 200, body: await manifestOf(app, found.value) }) : failure({ kind: 'ExportNotFound', exportId: id });
};
