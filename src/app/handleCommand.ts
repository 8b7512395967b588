import { type Clock } from '../kernel/clock';
import { plusMinutes, type Instant } from '../kernel/instant';
import { type PartitionStore, type Write } from '../kernel/partitionStore';
import { failure, success, type Result } from '../kernel/result';
import { type DeadlineIndex } from '../deadline/deadlineIndex';
import { type Answer } from './answer';
import { eventWrites, type Publishing } from './publishing';
import { type EventRecord } from './eventRecord';
import { receiptWrite, replay, type RequestIdentity } from './receipt';
import { type Refusal } from './refusals';

/** What a command stores, in one transaction, and announces. */
export interface Changes {
  readonly writes: readonly Write[];
  readonly records: readonly EventRecord[];
}

/** One command, from what it needs to know to what it answers. `decide` and `preview` share the rule; only the commit differs. */
export interface Command<Loaded, Outcome> {
  readonly customerId: string;
  readonly request: RequestIdentity;
  readonly preview: boolean;
  /** Reads the state the rule needs. Called again after a conflict. */
  load(): Promise<Result<Loaded, Refusal>>;
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

/**
 * A publisher that died is finished by the sweep this long after the command. Longer than writing the deadline and committing can take together with all
 * retries of the adapter (each about 85 seconds): a sweep that came before the commit would find nothing to publish and take the deadline away.
 */
const publishGraceMinutes = 3;

/** Never another request's, so that whoever finishes first takes nobody else's deadline away. */
const publishSubject = ({ callerTenantId, requestId }: RequestIdentity): string => `${callerTenantId}|${requestId.toLowerCase()}`;

/** How often a command decides anew when others changed its subject in between. */
const attempts = 8;

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
    const loaded = await command.load();
    if (!loaded.ok) return refused(loaded.error);
    const now = clock.now();
    const outcome = command.decide(loaded.value, now);
    if (!outcome.ok) return refused(outcome.error);
    if (command.preview) return success(command.previewAnswer(outcome.value));

    const answer = command.answer(outcome.value);
    const { writes, records } = command.changes(outcome.value, loaded.value, now);
    const publishBy = { at: plusMinutes(now, publishGraceMinutes), kind: 'publish', customerId: command.customerId, subject: publishSubject(command.request) } as const;
    if (records.length > 0) await deadlines.put([publishBy]);
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
