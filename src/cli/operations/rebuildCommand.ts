import { type DefineCommand } from '../command';
import { idOf, withProjection, type ProjectionFlags } from './projectionFlags';

/** `nextterm rebuild [PROJECTION]`: the operator's. Exit code 0: all is as it should be afterwards; 1: something stays, or could not be compared. */
export const rebuildCommand: DefineCommand = (program, { terminal, ends }) => {
  withProjection(program.command('rebuild').summary('make of what is derived what the state says (operator)')).action((projection: string | undefined, { customer, partner, list = false, ...flags }: ProjectionFlags) => {
    if (list) return ends(import('./listProjections.js').then(({ listProjections }) => listProjections(flags, terminal)));
    const of = { customerId: idOf('--customer', customer), partnerId: idOf('--partner', partner) };
    return ends(import('./goOverProjection.js').then(({ goOverProjection }) => goOverProjection({ flags, action: 'rebuild', projection: projection ?? 'all', of }, terminal)));
  });
};
