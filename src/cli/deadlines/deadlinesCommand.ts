import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { withConnection, type ConnectionFlags } from '../remote/connectionFlags';

const KINDS = ['windowCloses', 'cancellationEnds', 'cycleCharge', 'billingCycleChange', 'renewal', 'trialConversion', 'expiry', 'stageEnds', 'transferExpiry'] as const;

interface DeadlinesFlags extends ConnectionFlags {
  readonly until: string;
  readonly kind?: string;
  readonly charges?: boolean;
}

/** `nextterm deadlines` and `nextterm windows`: what comes if nobody acts, over all customers. */
export const deadlinesCommand: DefineCommand = (program, { terminal, ends }) => {
  withConnection(program.command('deadlines').summary('what comes for all customers if nobody acts').usage('[flags]'))
    .option('--until <WHEN>', 'a span, a day or an instant: 30d, 2026-12-01', '31d')
    .option('--kind <KINDS>', `only these, separated by commas: ${KINDS.join(', ')}`)
    .option('--charges', 'with what each brings, to the cent')
    .action(({ until, kind = '', charges = false, ...flags }: DeadlinesFlags) => {
      const kinds = kind === '' ? [] : kind.split(',').map((each) => each.trim());
      const strange = kinds.find((each) => !KINDS.some((known) => known === each));
      if (strange !== undefined) throw new UsageProblem(`There is no kind ${strange}: ${KINDS.join(', ')}.`);
      return ends(import('./showComing.js').then(({ showComing }) => showComing({ flags, until, kinds, charges }, terminal)));
    });
  withConnection(program.command('windows').summary('seats that can still be taken off, until when, and what they give back').usage('[flags]'))
    .option('--closing-within <SPAN>', 'only windows that close by then: 48h, 7d', '7d')
    .action(({ closingWithin, ...flags }: ConnectionFlags & { readonly closingWithin: string }) => ends(import('./showWindows.js').then(({ showWindows }) => showWindows(flags, closingWithin, terminal))));
};
