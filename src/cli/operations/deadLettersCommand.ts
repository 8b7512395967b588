import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { LOCAL_OPERATOR, withConnection, type ConnectionFlags } from '../remote/connectionFlags';

interface DeadLettersFlags extends ConnectionFlags {
  readonly bus?: string;
  readonly partner?: string;
  readonly webhook?: string;
  readonly event?: string;
  readonly reason?: string;
}

/** `nextterm deadletters list`, `replay`, `discard`: the operator's. Exit code 0: done; 1: something stays. */
export const deadLettersCommand: DefineCommand = (program, { terminal, ends }) => {
  withConnection(program.command('deadletters').summary('list, replay and discard what webhooks and the bus gave up (operator)').usage('[flags] list | replay [NUMBER] | discard NUMBER').argument('[action]', 'list, replay or discard').argument('[number]', 'with --bus: the sequence number of one'), LOCAL_OPERATOR)
    .option('--bus <SUBSCRIPTION>', 'of that subscription of the bus: notifications or webhooks (default: of the webhooks of all partners)')
    .option('--partner <TENANT>', 'of replay: of that partner')
    .option('--webhook <ID>', 'of replay: of that endpoint of the partner')
    .option('--event <ID>', 'of replay: that event alone')
    .option('--reason <TEXT>', 'of discard: why')
    .action((action: string | undefined, number: string | undefined, { bus, partner, webhook, event, reason, ...flags }: DeadLettersFlags) => {
      if (number !== undefined && (bus === undefined || !/^\d{1,19}$/.test(number))) throw new UsageProblem(bus === undefined ? 'A number goes with --bus.' : `A sequence number is digits, not "${number}".`);
      if (reason !== undefined && action !== 'discard') throw new UsageProblem('--reason is of discard.');
      if (action === 'list') {
        if (bus === undefined) return ends(import('./listWebhookDeadLetters.js').then(({ listWebhookDeadLetters }) => listWebhookDeadLetters(flags, terminal)));
        return ends(import('./listBusLetters.js').then(({ listBusLetters }) => listBusLetters(flags, bus, terminal)));
      }
      if (action === 'replay') {
        if (bus !== undefined) return ends(import('./replayBusLetters.js').then(({ replayBusLetters }) => replayBusLetters(flags, bus, number, terminal)));
        if (partner === undefined || webhook === undefined) throw new UsageProblem('Replay which? --partner and --webhook, or --bus.');
        return ends(import('./replayWebhook.js').then(({ replayWebhook }) => replayWebhook(flags, { partner, webhook, event }, terminal)));
      }
      if (action !== 'discard') throw new UsageProblem(action === undefined ? 'list, replay or discard?' : `There is no action ${action}: list, replay, discard.`);
      if (bus === undefined || number === undefined || reason === undefined) throw new UsageProblem('discard takes --bus, a number and --reason.');
      return ends(import('./discardBusLetter.js').then(({ discardBusLetter }) => discardBusLetter(flags, { bus, number, reason }, terminal)));
    });
};
