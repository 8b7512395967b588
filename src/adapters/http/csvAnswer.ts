import { type RequestContext } from './requestContext';

const CSV = 'text/csv';

/** Whether the caller asks for a file instead of JSON: `Accept: text/csv`, whatever else it names. */
export const wantsCsv = ({ accept }: Pick<RequestContext, 'accept'>): boolean => accept?.toLowerCase().includes(CSV) === true;

/** The header of a link that leads to the file. */
export const acceptCsv = { key: 'Accept', value: CSV } as const;

/** What tells a spreadsheet that a file is UTF-8: the first bytes of it, where they are asked for. */
export const BYTE_ORDER_MARK = '\uFEFF';

export const csvType = { 'Content-Type': `${CSV}; charset=utf-8` } as const;

/** The same to be saved under a name. @param filename letters, digits and dots. */
export const csvAttachment = (filename: string) => ({ ...csvType, 'Content-Disposition': `attachment; filename=${filename}` });
