import { z } from 'zod';
import { minuteOf } from '../remote/shown';

export const SWEEP_PATH = '/nextterm/v1/operations/sweep';

/** What a server says of its sweep. */
export const sweepSchema = z.looseObject({
  state: z.enum(['running', 'paused', 'draining']),
  reason: z.string().optional(),
  since: z.string().optional(),
  kinds: z.array(z.string()).optional(),
  drained: z.boolean(),
  running: z.array(z.object({ process: z.string(), instanceId: z.string(), startedAt: z.string() })),
  more: z.literal(true).optional(),
  last: z.object({ startedAt: z.string(), endedAt: z.string(), tookMillis: z.number() }).optional(),
  now: z.string(),
});

type Sweep = z.output<typeof sweepSchema>;

const WORDS = { running: 'Due work is carried out', paused: 'Due work is paused', draining: 'Due work is drained' } as const;

const toldSentence = ({ state, since, reason, kinds }: Sweep): string =>
  `${WORDS[state]}${kinds === undefined ? '' : ` (${kinds.join(', ')} alone)`}${since === undefined ? '' : ` since ${minuteOf(since)}`}${reason === undefined ? '' : `: ${reason}`}.`;

const restSentence = ({ state, drained, running, more }: Sweep): string => {
  if (drained) return 'Nothing runs.';
  if (running.length > 0) return `${running.length}${more === true ? ' or more' : ''} ${running.length === 1 ? 'process' : 'processes'} may still run: ${running.map(({ instanceId }) => instanceId).join(', ')}.`;
  if (more === true) return 'Some process may still run, of which the row cannot be read.';
  return state === 'running' ? 'No process runs.' : 'No sweep has come to its end since.';
};

/** For a person, in up to three lines. */
export const sweepLines = (sweep: Sweep): string => {
  const last = sweep.last === undefined ? 'No sweep has come to its end yet.' : `The last sweep ended at ${sweep.last.endedAt.slice(0, 19).replace('T', ' ')} and took ${sweep.last.tookMillis} ms; it is ${sweep.now.slice(0, 19).replace('T', ' ')} there.`;
  return `${toldSentence(sweep)}\n${restSentence(sweep)}\n${last}`;
};
