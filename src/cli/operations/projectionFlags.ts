import { type Command } from 'commander';
import { UsageProblem } from '../problem';
import { LOCAL_OPERATOR, withConnection, type ConnectionFlags } from '../remote/connectionFlags';

export interface ProjectionFlags extends ConnectionFlags {
  readonly customer?: string;
  readonly partner?: string;
  readonly list?: boolean;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What `check` and `rebuild` take. */
export const withProjection = (command: Command): Command =>
  withConnection(command.usage('[flags] [PROJECTION]').argument('[projection]', 'one of those that --list names (default: all)'), LOCAL_OPERATOR)
    .option('--customer <ID>', 'of that customer alone')
    .option('--partner <TENANT>', 'of the customers of that partner, and of what is its own')
    .option('--list', 'name the projections, and stop');

/** @throws UsageProblem for what is no id. */
export const idOf = (flag: string, text: string | undefined): string | undefined => {
  if (text !== undefined && !GUID.test(text)) throw new UsageProblem(`${flag} must be an id such as 2651b17e-fcd4-47f9-8f6e-97619d30cfbe, not "${text}".`);
  return text?.toLowerCase();
};
