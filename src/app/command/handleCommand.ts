import { type Clock } from '../../kernel/clock';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { carrying } from '../audit/carriedAudit';
import { type Deadline } from '../due/deadline';
import { type DeadlineIndex } from '../due/deadlineIndex';
import { type Answer } from './answer';
import { cartPrefix, customerKey, migrationPrefix, migrationSchedulePrefix, orderPrefix, subscriptionPrefix, supportPrefix, transferPrefix } from './commerceKeys';
import { type Changes } from './changes';
import { CHANGED, type Contention } from './contention';
import { carryingDeadlines, type Cover, type Covers } from './covers';
import { eventWrites, type Publishing } from './publishing';
import { type Cause, causedBy, type EventRecord } from './eventRecord';
import { type ReadTrail, type Trail } from './readTrail';
import { receiptWrite, replay, type RequestIdentity } from './receipt';
import { type ReceiptWeeks } from './receiptWeeks';
import { storedEvents, type StoredEvents } from './storedEvents';
import { type Log } from '../log';
import { measuredCommand } from '../measures/measuredCommand';
import { type Measures } from '../measures/measures';
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
   * once; a refusal, or a conflict, that it leads to does not count, nor an outcome of which nothing is stored. Never used for a preview, which no commit would check.
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
  readonly covers: Covers;
  readonly receipts: ReceiptWeeks;
  readonly log: Log;
  readonly measures: Measures;
}

const named = [cartPrefix, customerKey(''), migrationPrefix, migrationSchedulePrefix, orderPrefix, subscriptionPrefix, supportPrefix, transferPrefix] as const;

/** Whether it may be a new thing of the command, whose id is computed from its request id. */
const isNamedByRequest = (key: string): boolean => named.some((prefix) => key.startsWith(prefix));

/** Never another request's, so that whoever finishes first takes nobody else's deadline away. */
const publishSubject = ({ callerTenantId, requestId }: RequestIdentity): string => `${callerTenantId}|${requestId.toLowerCase()}`;

const causeOf = ({ callerTenantId, requestId, asked }: RequestIdentity): Cause => ({ command: asked?.command ?? 'unnamed', by: { tenantId: callerTenantId, userId: asked?.userId ?? '' }, requestId });

interface Decided<Loaded, Outcome> {
  readonly loaded: Loaded;
  readonly outcome: Outcome;
  readonly now: Instant;
  /** Absent: not asked for yet. */
  readonly changes?: Changes;
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
  /** What falls due for what was stored. */
  readonly ahead?: readonly Deadline[];
  readonly refusedWithin?: readonly Refusal[];
}

/** One command's attempts, each on what is then read. */
class Attempts<Loaded, Outcome> {
  /** What covers its publishing, of every attempt. */
  readonly covers: Cover[] = [];
  private isFirst = true;
  /** What stopped the attempt before. */
  private inTheWay: string | undefined;
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
    if (!isFirst || command.preview) return undefined;
    const { value: recalled, trail } = await ports.reads.follow(async () => command.recall?.());
    if (recalled === undefined) return undefined;
    this.before = trail;
    const quick = decided(recalled, command, ports.clock);
    if (!quick.ok) return undefined;
    const { outcome, loaded, now } = quick.value;
    const changes = command.changes(outcome, loaded, now);
    return changes.writes.length === 0 ? undefined : success({ ...quick.value, changes });
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

  private async store({ loaded, outcome, now, changes = this.command.changes(outcome, loaded, now) }: Decided<Loaded, Outcome>): Promise<Ended | typeof CHANGED> {
    const { commerce, receipts } = this.ports;
    const { command } = this;
    const answer = command.answer(outcome);
    const { writes, records: told, deadlines: ahead = [] } = changes;
    const records = causedBy(causeOf(command.request), told);
    await this.cover(records, ahead, now);
    const all = [receiptWrite(command.request, answer, now), ...writes, ...eventWrites(records, command.request.audited?.record)];
    const committed = await commerce.commit(command.customerId, all);
    if (committed.ok) {
      receipts.note(command.customerId, now);
      const before = command.before(loaded, outcome);
      return { answer: success({ ...answer, ...(before !== undefined && { before }) }), stored: storedEvents(records, all, committed), ahead, refusedWithin: command.refusedWithin?.(outcome) ?? [] };
    }
    const repeated = await this.replay();
    if (repeated !== undefined) return { answer: repeated };
    const { key, reason } = committed.conflict;
    // Twice in a row, the second time on what was read after the first: not written by somebody else at this moment, but by this very request id, whose receipt is not kept any more.
    if (reason === 'exists' && isNamedByRequest(key) && key === this.inTheWay) return { answer: failure({ kind: 'RequestIdReused', requestId: command.request.requestId }) };
    this.inTheWay = key;
    return CHANGED;
  }

  /**
   * Before the commit: what stands over it until all that follows is done. Events lie in the outbox, with the audit record, so any cover of the customer serves them; what falls due, and a record without events, is carried by
   * one of its own. What stores neither begins its record.
   */
  private async cover(records: readonly EventRecord[], ahead: readonly Deadline[], now: Instant): Promise<void> {
    const { command, covers, ports } = this;
    const { customerId, request } = command;
    if (records.length === 0 && ahead.length === 0) return request.audited?.begin();
    const latest = covers.at(-1);
    if (ahead.length === 0 && latest !== undefined && ports.covers.lasts(latest)) return undefined;
    const standing = ahead.length === 0 ? ports.covers.standing(customerId) : undefined;
    const data = { ...carryingDeadlines(ahead), ...(records.length === 0 && carrying(request.audited)) };
    covers.push(standing ?? (await ports.covers.write(customerId, publishSubject(request), now, Object.keys(data).length === 0 ? undefined : data)));
    return undefined;
  }

  private replay(): Promise<Result<Answer, Refusal> | undefined> {
    return replay(this.ports.commerce, this.command.customerId, this.command.request);
  }
}

/** What follows a commit under a cover: the rest of the audit record and what falls due beside the publishing. Never throws. @returns whether all of it is done. */
const followed = async ({ publishing, deadlines, log }: CommandPorts, { audited }: RequestIdentity, { answer, stored, ahead = [] }: Ended): Promise<boolean> => {
  if (stored === undefined) return false;
  const put = async (): Promise<boolean> => {
    try {
      await deadlines.put(ahead);
      return true;
    } catch (error) {
      log.warn('What falls due for what was stored is left to the sweep', error);
      return false;
    }
  };
  const end = async (): Promise<boolean> => (answer.ok && audited !== undefined ? audited.end(answer.value) : true);
  const beside = async (): Promise<boolean> => (await Promise.all([put(), end()])).every(Boolean);
  return publishing.afterCommit([stored], [], beside());
};

/**
 * Load, decide, commit, answer: the same for every command.
 * The receipt goes into the transaction first, so a repeated request, even one at the same moment, finds the first one's answer.
 * @throws StoreUnavailable: then it is unknown whether the command was stored; repeating it with the same request id is safe.
 */
export const handleCommand = <Loaded, Outcome>(ports: CommandPorts, command: Command<Loaded, Outcome>): Promise<Result<Answer, Refusal>> =>
  measuredCommand(ports.measures, causeOf(command.request).command, command.customerId, () => attempted(ports, command));

const attempted = async <Loaded, Outcome>(ports: CommandPorts, command: Command<Loaded, Outcome>): Promise<Result<Answer, Refusal>> => {
  const attempts = new Attempts(ports, command);
  let isDone = false;
  let went: Result<Ended, Refusal>;
  try {
    went = await ports.contention.asked(command.customerId, async () => {
      const attempt = await attempts.next();
      return attempt === CHANGED ? CHANGED : success(attempt);
    });
    if (!went.ok) return went;
    isDone = attempts.covers.length > 0 && (await followed(ports, command.request, went.value));
  } finally {
    ports.covers.letGo(attempts.covers, isDone);
  }
  const ended = went.value;
  const { answer, refusedWithin = [] } = ended;
  const now = ports.clock.now();
  for (const refusal of refusedWithin) await ports.tellOverdue(command.customerId, refusal, now, true);
  return answer.ok ? answer : failure(await ports.tellOverdue(command.customerId, answer.error, now, !command.preview));
};
