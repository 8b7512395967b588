import { type Clock } from '../../kernel/clock';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { type Deadline } from '../../deadline/deadline';
import { type DeadlineIndex } from '../../deadline/deadlineIndex';
import { type Answer } from './answer';
import { eventWrites, publishDeadline, type Publishing } from './publishing';
import { type EventRecord } from './eventRecord';
import { receiptWrite, replay, type RequestIdentity } from './receipt';
import { type Refusal } from '../refusals';

/** What a command stores, in one transaction, and announces. */
export interface Changes {
  readonly writes: readonly Write[];
  readonly records: readonly EventRecord[];
  /** What falls due for what is stored: written before it, so that nothing is stored without. One that the commit then refuses is stale, and found to be so. */
  readonly deadlines?: readonly Deadline[];
}

/** One command, from what it needs to know to what it answers. `decide` and `preview` share the rule; only the commit differs. */
export interface Command<Loaded, Outcome> {
  readonly customerId: string;
  readonly request: RequestIdentity;
  readonly preview: boolean;
  /** Reads the state the rule needs. Called again after a conflict. */
  load(): Promise<Result<Loaded, Refusal>>;
  /**
   * The same state with less reading, part of it perhaps out of date, guarded by an etag in the commit; undefined if that cannot be had. Tried first and
   * once; a refusal, or a conflict, that it leads to does not count. Never used for a preview, which no commit would check.
   */
  recall?(): Promise<Result<Loaded, Refusal> | undefined>;
  /** The rule. Pure. */
  decide(loaded: Loaded, now: Instant): Result<Outcome, Refusal>;
  changes(outcome: Outcome, loaded: Loaded, now: Instant): Changes;
  answer(outcome: Outcome): Answer;
  previewAnswer(outcome: Outcome): Answer;
}

export interface CommandPorts {
  readonly clock: Clock;
  readonly commerce: PartitionStore;
  readonly deadlines: DeadlineIndex;
  readonly publishing: Publishing;
}

/** Never another request's, so that whoever finishes first takes nobody else's deadline away. */
const publishSubject = ({ callerTenantId, requestId }: RequestIdentity): string => `${callerTenantId}|${requestId.toLowerCase()}`;

/** How often a command decides anew when others changed its subject in between. */
const attempts = 8;

interface Decided<Loaded, Outcome> {
  readonly loaded: Loaded;
  readonly outcome: Outcome;
  readonly now: Instant;
}

/** The rule, applied to what was loaded, at the present. */
const decided = <Loaded, Outcome>(state: Result<Loaded, Refusal>, command: Command<Loaded, Outcome>, clock: Clock): Result<Decided<Loaded, Outcome>, Refusal> => {
  if (!state.ok) return state;
  const now = clock.now();
  const outcome = command.decide(state.value, now);
  return outcome.ok ? success({ loaded: state.value, outcome: outcome.value, now }) : outcome;
};

/**
 * Load, decide, commit, answer: the same for every command.
 * The receipt goes into the transaction first, so a repeated request, even one at the same moment, finds the first one's answer.
 * @throws StoreUnavailable: then it is unknown whether the command was stored; repeating it with the same request id is safe.
 */
export const handleCommand = async <Loaded, Outcome>(ports: CommandPorts, command: Command<Loaded, Outcome>): Promise<Result<Answer, Refusal>> => {
  const { clock, commerce, deadlines, publishing } = ports;
  const refused = async (refusal: Refusal): Promise<Result<Answer, Refusal>> =>
    (command.preview ? undefined : await replay(commerce, command.customerId, command.request)) ?? failure(refusal);

  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const recalled = attempt === 0 && !command.preview ? await command.recall?.() : undefined;
    const quick = recalled && decided(recalled, command, clock);
    const decision = quick?.ok === true ? quick : decided(await command.load(), command, clock);
    if (!decision.ok) return refused(decision.error);
    const { loaded, outcome, now } = decision.value;
    if (command.preview) return success(command.previewAnswer(outcome));

    const answer = command.answer(outcome);
    const { writes, records, deadlines: ahead = [] } = command.changes(outcome, loaded, now);
    const publishBy = publishDeadline(command.customerId, publishSubject(command.request), now);
    const dueRows = records.length > 0 ? [publishBy, ...ahead] : ahead;
    if (dueRows.length > 0) await deadlines.put(dueRows);
    const committed = await commerce.commit(command.customerId, [receiptWrite(command.request, answer), ...writes, ...eventWrites(records)]);
    if (committed.ok) {
      if (records.length > 0) await publishing.afterCommit(records, [publishBy]);
      return success(answer);
    }
    const repeated = await replay(commerce, command.customerId, command.request);
    if (repeated !== undefined) return repeated;
  }
  return failure({ kind: 'TooMuchContention' });
};
