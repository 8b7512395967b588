import { join } from 'node:path';
import { connect } from '../remote/connection';
import { download } from '../remote/download';
import { tellUnreadable } from '../remote/unreadable';
import { type Terminal } from '../terminal';
import { invoicesOf, type InvoicesWish } from './invoicesOf';

/** Each invoice as its printed statement, and its lines as CSV. Files of an earlier time are written over. @returns the exit code. */
export const downloadInvoices = async ({ flags, month, folder }: InvoicesWish & { readonly folder: string }, terminal: Terminal): Promise<number> => {
  const api = await connect(flags);
  const files: { readonly invoice: string; readonly file: string; readonly bytes: number }[] = [];
  const take = async (invoice: string, path: string, name: string, accept: string): Promise<void> => {
    const file = join(folder, name);
    const bytes = await download(await api.response(path, { headers: { accept } }), file);
    files.push({ invoice, file, bytes });
    if (flags.json !== true) terminal.print(`${file}  ${bytes} bytes`);
  };
  for (const { id } of await invoicesOf(api, month)) {
    await take(id, `/v1/invoices/${id}/documents/statement`, `${id}.pdf`, 'application/pdf');
    await take(id, `/v1/invoices/OneTime-${id}/lineitems/OneTime/BillingLineItems`, `${id}.csv`, 'text/csv');
  }
  if (flags.json === true) terminal.print(JSON.stringify(files, undefined, 2));
  else if (files.length === 0) terminal.print(month === undefined ? 'There are no invoices.' : `There are no invoices of ${month}.`);
  return tellUnreadable(api, terminal);
};
