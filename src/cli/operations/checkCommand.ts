import { type DefineCommand } from '../command';
import { idOf, withProjection, type ProjectionFlags } from './projectionFlags';

/** `nextterm check [PROJECTION]`: the operator's. Exit code 0: all is as it should be; 1: something differs, or could not be compared. */
export const checkCommand: DefineCommand = (program, { terminal, ends }) => {
  withProjection(program.command('check').summary('compare what is derived with the state (operator)')).action((projection: string | undefined, { customer, partner, list = false, ...flags }: ProjectionFlags) => {
    if (list) return ends(import('./listProjections.js').then(({ listProjections }) => listProjections(flags, terminal)));
    const of = { customerId: idOf('--customer', customer), partnerId: idOf('--partner', partner) };
    return ends(import('./goOverProjection.js').then(({ goOverProjection }) => goOverProjection({ flags, action: 'check', projection: projection ?? 'all', of }, terminal)));
  });
};
