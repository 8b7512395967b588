import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { LOCAL_OPERATOR, withConnection, type ConnectionFlags } from '../remote/connectionFlags';

interface FindFlags extends ConnectionFlags {
  readonly customer?: string;
  readonly subject?: string;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `nextterm find TEXT`, `find --customer ID`: the operator's. Exit code 0: something was found; 1: nothing. */
export const findCommand: DefineCommand = (program, { terminal, ends }) => {
  withConnection(program.command('find').summary('find something over all partners, and see one customer (operator)').usage('[flags] TEXT').argument('[text]', 'an id, a domain, or how a company’s name begins'), LOCAL_OPERATOR)
    .option('--customer <ID>', 'in place of a text: what stands about that customer')
    .option('--subject <ID>', 'with --customer: what happened to that one of its things')
    .action((text: string | undefined, { customer, subject, ...flags }: FindFlags) => {
      if (customer === undefined) {
        if (text === undefined) throw new UsageProblem('What is to be found?');
        if (subject !== undefined) throw new UsageProblem('--subject goes with --customer.');
        return ends(import('./findText.js').then(({ findText }) => findText(flags, text, terminal)));
      }
      if (text !== undefined) throw new UsageProblem('A text or --customer, not both.');
      if (!GUID.test(customer)) throw new UsageProblem(`--customer must be the id of a customer, not "${customer}".`);
      if (subject !== undefined) return ends(import('./showHistory.js').then(({ showHistory }) => showHistory(flags, customer, subject, terminal)));
      return ends(import('./showCustomer.js').then(({ showCustomer }) => showCustomer(flags, customer, terminal)));
    });
};
