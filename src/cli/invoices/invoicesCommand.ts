import { resolve } from 'node:path';
import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { withConnection, type ConnectionFlags } from '../remote/connectionFlags';
import { monthOf } from '../remote/spans';

interface InvoicesFlags extends ConnectionFlags {
  readonly out?: string;
  readonly month?: string;
}

/** `nextterm invoices list`, `nextterm invoices download`: documents and lines of the partner who is signed in. */
export const invoicesCommand: DefineCommand = (program, { terminal, ends }) => {
  withConnection(program.command('invoices').summary('list invoices, or download them with their lines').usage('[flags] list|download').argument('[action]', 'list, or download: a PDF and the lines as CSV of each'))
    .option('--month <MONTH>', 'only those of the calendar month that they bill: 2026-11')
    .option('--out <FOLDER>', 'where files go (default: invoices)')
    .action((action: string | undefined, { out, month: asked, ...flags }: InvoicesFlags) => {
      if (action !== 'list' && action !== 'download') throw new UsageProblem(action === undefined ? 'list or download?' : `There is no action ${action}: list or download.`);
      const month = monthOf('--month', asked);
      const folder = resolve(terminal.cwd, out ?? 'invoices');
      if (action === 'list') return ends(import('./listInvoices.js').then(({ listInvoices }) => listInvoices({ flags, month }, terminal)));
      return ends(import('./downloadInvoices.js').then(({ downloadInvoices }) => downloadInvoices({ flags, month, folder }, terminal)));
    });
};
