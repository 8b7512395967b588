import { type DeadlineKind } from '../due/deadline';
import { type DeadlineIndex } from '../due/deadlineIndex';
import { type Clock } from '../../kernel/clock';
import { type Instant } from '../../kernel/instant';
import { holdsBack, type HeldKind, type SweepControlBook, type SweepState } from './sweepControl';

/** Work that is due and waits because the operator holds it back. */
export interface HeldWork {
  readonly state: Exclude<SweepState, 'running'>;
  readonly reason: string;
  readonly since: Instant;
  /** What alone is held back; absent: everything. */
  readonly kinds?: readonly HeldKind[];
  /** Deadlines that wait, of the first page of what is due. */
  readonly waiting: number;
  /** There are more pages. */
  readonly more?: true;
  readonly oldest?: { readonly kind: DeadlineKind; readonly at: Instant };
}

/** What waits now because it is held back; undefined where nothing is held back. Two operations at most. @throws when the store fails. */
export const heldWork = async ({ clock, deadlines, sweepControl }: { readonly clock: Clock; readonly deadlines: Pick<DeadlineIndex, 'due'>; readonly sweepControl: Pick<SweepControlBook, 'read'> }): Promise<HeldWork | undefined> => {
  const control = await sweepControl.read();
  const { state, reason, since, kinds } = control;
  if (state === 'running') return undefined;
  const page = await deadlines.due(clock.now());
  const waiting = page.deadlines.filter(({ kind }) => holdsBack(control, kind));
  const [oldest] = waiting;
  return { state, reason, since, ...(kinds && { kinds }), waiting: waiting.length, ...(page.continuation !== undefined && { more: true as const }), ...(oldest && { oldest: { kind: oldest.kind, at: oldest.at } }) };
};
