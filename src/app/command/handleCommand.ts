import { type Clock } from '../../kernel/clock';
import { plusMinutes, type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { carrying } from '../audit/carriedAudit';
import { type Deadline } from '../due/deadline';
import { type DeadlineIndex } from '../due/deadlineIndex';
import { type Answer } from './answer';
import { type Changes } from './changes';
import { CHANGED, type Contention } from './contention';
import { eventWrites, publishDeadline, type Publishing } from './publishing';
import { type Cause, causedBy } from './eventRecord';
import { type ReadTrail, type Trail } from './readTrail';
import { receiptWrite, replay, type RequestIdentity } from './receipt';
import { storedEvents, type StoredEvents } from './storedEvents';
import { type Refusal } from '../refusals';

/** One command, from what it needs to know to what it answers. `decide` and `preview` share the rule; only the commit differs. */
export interface Command<Loaded, Outcome> {
  readonly customerId: string;
  readonly request: RequestIdentity;
  readonly preview: boolean;
  /** Reads the state the rule needs. Called again after a conflict, and after a refusal that may come from rows read at different moments. */
  load(): Promise<Result<Loaded, Refusal>>;
  /**
   * The same state with less reading, part of it perhaps out of date, guarded by an etag in the commit; undefined if that cannot be had. Tried first and
   * once; a refusal, or a conflict, that it leads to does not count. Never used for a preview, which no commit would check.
   */
  recall?(): Promise<Result<Loaded, Refusal> | undefined>;
  /** The rule. Pure. */
  decide(loaded: Loaded, now: Instant): Result<Outcome, Refusal>;
  changes(outcome: Outcome, loaded: Loaded, now: Instant): Changes;
  /** AUD-1: what it changes, as it was loaded, in the caller's form and as far as it is the caller's (PAR-3); undefined where it makes something. */
  before(loaded: Loaded, outcome: Outcome): string | undefined;
  /** Refusals that the outcome holds although it is none: of the lines of a cart. */
  refusedWithin?(outcome: Outcome): readonly Refusal[];
  answer(outcome: Outcome): Answer;
  previewAnswer(outcome: Outcome): Answer;
}

export interface CommandPorts {
  readonly clock: Clock;
  readonly commerce: PartitionStore;
  readonly deadlines: DeadlineIndex;
  /** REN-7: what to say of a refusal that waits for due work, once that was given up or overlooked; any other stays as it is. Never throws. @param repairs false: nothing is written. */
  readonly tellOverdue: (customerId: string, refusal: Refusal, now: Instant, repairs: boolean) => Promise<Refusal>;
  /** What is read through `commerce`. */
  readonly reads: ReadTrail;
  readonly contention: Contention;
  readonly publishing: Publishing;
}

/** Never another request's, so that whoever finishes first takes nobody else's deadline away. */
const publishSubject = ({ callerTenantId, requestId }: RequestIdentity): string => `${callerTenantId}|${requestId.toLowerCase()}`;

/** A commit takes no longer, all retries of the adapter included. */
const COMMIT_MINUTES = 2;

const causeOf = ({ callerTenantId, requestId, asked }: RequestIdentity): Cause => ({ command: asked?.command ?? 'unnamed', by: { tenantId: callerTenantId, userId: asked?.userId ?? '' }, requestId });

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

/** How a command ended: answered, or stored and then to be published. */
interface Ended {
  readonly answer: Result<Answer, Refusal>;
  readonly stored?: StoredEvents;
  readonly refusedWithin?: readonly Refusal[];
}

/** One command's attempts, each on what is then read. */
class Attempts<Loaded, Outcome> {
  /** Deadlines that cover its publishing, of every attempt. */
  readonly coveredBy: Deadline[] = [];
  private isFirst = true;
  private before: Trail | undefined;

  constructor(
    private readonly ports: CommandPorts,
    private readonly command: Command<Loaded, Outcome>,
  ) {}

  async next(): Promise<Ended | typeof CHANGED> {
    const { command } = this;
    const decision = (await this.remembered()) ?? (await this.read());
    if (decision === CHANGED) return CHANGED;
    if (!decision.ok) return { answer: command.preview ? decision : ((await this.replay()) ?? decision) };
    if (command.preview) return { answer: success(command.previewAnswer(decision.value.outcome)) };
    return this.store(decision.value);
  }

  /** Decided on what is remembered: undefined where that cannot be had, or led to a refusal, which does not count. */
  private async remembered(): Promise<Result<Decided<Loaded, Outcome>, Refusal> | undefined> {
    const { command, ports, isFirst } = this;
    this.isFirst = false;
    const recalled = isFirst && !command.preview ? await command.recall?.() : undefined;
    const quick = recalled && decided(recalled, command, ports.clock);
    return quick?.ok === true ? quick : undefined;
  }

  /** What no commit will check, a refusal or a preview, counts only if all it was decided on stood together at one moment: read in one round trip, or found unchanged when it was read again. */
  private async read(): Promise<Result<Decided<Loaded, Outcome>, Refusal> | typeof CHANGED> {
    const { command, ports, before } = this;
    const { value: state, trail } = await ports.reads.follow(() => command.load());
    this.before = trail;
    const decision = decided(state, command, ports.clock);
    const isChecked = decision.ok && !command.preview;
    return isChecked || trail.isOneMoment || before?.isSameAs(trail) === true ? decision : CHANGED;
  }

  private async store({ loaded, outcome, now }: Decided<Loaded, Outcome>): Promise<Ended | typeof CHANGED> {
    const { commerce, deadlines } = this.ports;
    const { command, coveredBy } = this;
    const answer = command.answer(outcome);
    const { writes, records: told, deadlines: ahead = [] } = command.changes(outcome, loaded, now);
    const records = causedBy(causeOf(command.request), told);
    const publishBy = records.length > 0 ? this.newCover(now) : [];
    coveredBy.push(...publishBy);
    const dueRows = [...publishBy, ...ahead];
    await Promise.all([dueRows.length > 0 && deadlines.put(dueRows), coveredBy.length === 0 && command.request.audited?.begin()]);
    const all = [receiptWrite(command.request, answer), ...writes, ...eventWrites(records)];
    const committed = await commerce.commit(command.customerId, all);
    if (committed.ok) {
      const before = command.before(loaded, outcome);
      return { answer: success({ ...answer, ...(before !== undefined && { before }) }), stored: storedEvents(records, all, committed), refusedWithin: command.refusedWithin?.(outcome) ?? [] };
    }
    const repeated = await this.replay();
    return repeated === undefined ? CHANGED : { answer: repeated };
  }

  /** The deadline to write before the commit; none while that of an earlier attempt leaves the commit time enough. */
  private newCover(now: Instant): readonly Deadline[] {
    const { command, coveredBy } = this;
    const latest = coveredBy.at(-1)?.at;
    return latest !== undefined && latest >= plusMinutes(now, COMMIT_MINUTES) ? [] : [{ ...publishDeadline(command.customerId, publishSubject(command.request), now), ...carrying(command.request.audited) }];
  }

  private replay(): Promise<Result<Answer, Refusal> | undefined> {
    return replay(this.ports.commerce, this.command.customerId, this.command.request);
  }
}

/**
 * Load, decide, commit, answer: the same for every command.
 * The receipt goes into the transaction first, so a repeated request, even one at the same moment, finds the first one's answer.
 * @throws StoreUnavailable: then it is unknown whether the command was stored; repeating it with the same request id is safe.
 */
export const handleCommand = async <Loaded, Outcome>(ports: CommandPorts, command: Command<Loaded, Outcome>): Promise<Result<Answer, Refusal>> => {
  const attempts = new Attempts(ports, command);
  const went = await ports.contention.asked(command.customerId, async () => {
    const attempt = await attempts.next();
    return attempt === CHANGED ? CHANGED : success(attempt);
  });
  if (!went.ok) return went;
  const ended = went.value;
  if (ended.stored !== undefined && ended.stored.records.length > 0) {
    const { audited } = command.request;
    const isEnded = ended.answer.ok && audited !== undefined ? audited.end(ended.answer.value) : Promise.resolve(true);
    await ports.publishing.afterCommit([ended.stored], attempts.coveredBy, isEnded);
  }
  const { answer, refusedWithin = [] } = ended;
  const now = ports.clock.now();
  for (const refusal of refusedWithin) await ports.tellOverdue(command.customerId, refusal, now, true);
  return answer.ok ? answer : failure(await ports.tellOverdue(command.customerId, answer.error, now, !command.preview));
};
