import { type DefineCommand } from '../command';
import { withConnection, type ConnectionFlags } from '../remote/connectionFlags';

interface CustomersFlags extends ConnectionFlags {
  readonly named?: string;
}

/** `nextterm customers`: those of the partner who is signed in. */
export const customersCommand: DefineCommand = (program, { terminal, ends }) => {
  withConnection(program.command('customers').summary('list the customers of a partner').usage('[flags]'))
    .option('--named <TEXT>', 'only those whose name begins so')
    .action(({ named, ...flags }: CustomersFlags) => ends(import('./showCustomers.js').then(({ showCustomers }) => showCustomers(flags, named, terminal))));
};
