import { type WrittenAs } from '../../app/export/exportPorts';
import { csvText } from '../csv/csvText';
import { BYTE_ORDER_MARK, csvType, wantsCsv } from './csvAnswer';
import { jsonText } from './json';
import { type RequestContext } from './requestContext';
import { type LineForm } from './resources/reconciliation';

const NDJSON = 'application/x-ndjson';

const wantsNdjson = ({ accept }: Pick<RequestContext, 'accept'>): boolean => accept?.toLowerCase().includes(NDJSON) === true;

/** Whether lines are asked for as a file, whichever of the two forms it has. */
export const wantsFile = (context: Pick<RequestContext, 'accept'>): boolean => wantsCsv(context) || wantsNdjson(context);

export interface FileForm<T> extends WrittenAs<T> {
  readonly isCsv: boolean;
  readonly type: Readonly<Record<string, string>>;
}

/** How a file writes lines: CSV with its heading, or a JSON object on each line; undefined where no file is asked for. @param hasMark a byte-order mark in front of the heading of CSV. */
export const fileForm = <T>(context: Pick<RequestContext, 'accept'>, { header, fields, resource, quotes = 'whereNeeded' }: LineForm<T>, hasMark: boolean): FileForm<T> | undefined => {
  const csv = (rows: Parameters<typeof csvText>[0]): string => csvText(rows, { quotes });
  if (wantsCsv(context)) return { isCsv: true, type: csvType, heading: `${hasMark ? BYTE_ORDER_MARK : ''}${csv([header])}`, text: (lines) => csv(lines.map(fields)) };
  if (wantsNdjson(context)) return { isCsv: false, type: { 'Content-Type': `${NDJSON}; charset=utf-8` }, heading: '', text: (lines) => lines.map((line) => `${jsonText(resource(line))}\n`).join('') };
  return undefined;
};

/** Whether gzip is among what a client takes; `gzip;q=0` is not. */
export const takesGzip = ({ acceptEncoding = '' }: Pick<RequestContext, 'acceptEncoding'>): boolean =>
  acceptEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.replaceAll(/\s/g, ''))
    .some((coding) => /^gzip(;q=(?!0(\.0*)?$).*)?$/.test(coding));
