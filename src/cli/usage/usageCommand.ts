import { resolve } from 'node:path';
import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { withConnection, type ConnectionFlags } from '../remote/connectionFlags';

interface UsageFlags extends ConnectionFlags {
  readonly customer?: string;
  readonly fresh?: boolean;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `nextterm usage import FILE`: exit code 0 when every line was taken, now or before; 1 when one was refused. */
export const usageCommand: DefineCommand = (program, { terminal, ends }) => {
  withConnection(program.command('usage').summary('report calls and meter readings from a file of any size').usage('[flags] import FILE').argument('[action]', 'import').argument('[file]', 'CSV with a header, or JSON lines (.ndjson, .jsonl); its lines name customerId, or --customer does'))
    .option('--customer <ID>', 'whose usage it is, where the lines do not say')
    .option('--fresh', 'begin at the first line, also where an earlier import of this file was broken off')
    .action((action: string | undefined, file: string | undefined, { customer, fresh = false, ...flags }: UsageFlags) => {
      if (action !== 'import') throw new UsageProblem(action === undefined ? 'import FILE?' : `There is no action ${action}: import.`);
      if (file === undefined) throw new UsageProblem('Which file is to be imported?');
      if (customer !== undefined && !GUID.test(customer)) throw new UsageProblem(`--customer must be the id of a customer, not "${customer}".`);
      return ends(import('./importUsage.js').then(({ importUsage }) => importUsage({ flags, customer: customer?.toLowerCase(), file: resolve(terminal.cwd, file), fresh }, terminal)));
    });
};
