import { z } from 'zod';
import { type Counted } from '../../../app/operations/countRows';
import { type RunningProcesses } from '../../../app/operations/startedProcesses';
import { HELD_KINDS, holdsAll, SWEEP_STATES, type SweepControl, type SweepWish } from '../../../app/operations/sweepControl';
import { type SweepFigures } from '../../../app/operations/sweepFigures';
import { type Instant } from '../../../kernel/instant';

const LONGEST_REASON = 500;

/** What the operator tells the sweep. */
export const sweepBody = z
  .object({
    state: z.enum(SWEEP_STATES),
    reason: z.string().trim().max(LONGEST_REASON).optional(),
    kinds: z.array(z.enum(HELD_KINDS)).min(1).max(HELD_KINDS.length).optional(),
  })
  .superRefine(({ state, reason, kinds }, context) => {
    if (state !== 'running' && (reason ?? '') === '') context.addIssue({ code: 'custom', path: ['reason'], message: 'is needed: whoever finds the sweep held back wants to know why' });
    if (state !== 'paused' && kinds !== undefined) context.addIssue({ code: 'custom', path: ['kinds'], message: 'can be named only with the state paused' });
  });

export const sweepWish = ({ state, reason = '', kinds }: z.output<typeof sweepBody>): SweepWish => ({ state, reason, ...(kinds !== undefined && { kinds: [...new Set(kinds)] }) });

const toldResource = ({ state, reason, since, by, kinds, version }: SweepControl) => ({
  state,
  ...(reason !== '' && { reason }),
  // Before anybody has said anything there is no since.
  ...(version > 0 && { since }),
  ...(by !== undefined && { by }),
  ...(kinds !== undefined && { kinds }),
});

const lastResource = ({ startedAt, endedAt, tookMillis }: SweepFigures) => ({ startedAt, endedAt, tookMillis });

/** What a sweep is told to do, and how far it is with it. */
export interface SweepStanding {
  readonly control: SweepControl;
  readonly figures?: SweepFigures | undefined;
  readonly running: RunningProcesses;
  readonly now: Instant;
}

/** Whether nothing runs and nothing is begun: a sweep that was told so has come to its end, and every process that was started has ended. */
const isDrained = ({ control, figures, running }: SweepStanding): boolean => holdsAll(control) && figures?.obeyed === control.version && running.items.length === 0 && !running.more;

export const sweepResource = (standing: SweepStanding) => {
  const { control, figures, running, now } = standing;
  return {
    ...toldResource(control),
    drained: isDrained(standing),
    running: running.items,
    ...(running.more && { more: true as const }),
    ...(figures !== undefined && { last: lastResource(figures) }),
    now,
    attributes: { objectType: 'Sweep' },
  };
};

/** What stood before, for the audit log. */
export const sweepBefore = (control: SweepControl) => toldResource(control);

const countResource = ({ count, isAll }: Counted) => ({ count, ...(!isAll && { more: true as const }) });

/** As the last sweep counted it. */
export const figuresResource = ({ endedAt, due, dueByKind, oldestDue, oldestUnpublished, parked, stuckSubjects, deadLetters, unreadable }: SweepFigures) => ({
  countedAt: endedAt,
  due: { ...countResource(due), byKind: Object.entries(dueByKind).map(([kind, count]) => ({ kind, count })), ...(oldestDue !== undefined && { oldest: oldestDue }) },
  ...(oldestUnpublished !== undefined && { oldestUnpublished }),
  parked: countResource(parked),
  consumersParked: countResource(stuckSubjects),
  deadLetters: countResource(deadLetters),
  unreadable: countResource(unreadable),
});
