import { describeError, toError } from '../describeError';
import { type Turns } from './turns';
import { beginEpisode, needsRun, type Episode } from './episode';
import { type InstanceHost } from './host';
import { type Inbox } from './inbox';
import { type Message, type OrchestrationRecord } from './instance';
import { customStatusOf, customStatusRefusal, readOrchestratorAnswer, type OrchestratorAnswer } from './libraryAnswer';
import { OpenWork, endedTask } from './openWork';
import { finishTurn, noteTurn, terminateTurn, type FinishedTurn } from './orchestrationTurn';
import { type SentMessages } from './sentMessages';
import { EventType, isTerminal, type HistoryEvent, type TaskScheduled } from './protocol';
import { replay, type Replayed } from './replay/replay';
import { orchestrationTrigger } from './trigger';
import { isLeft, isRun, leftBecause, VERSION_MISMATCH } from './versioning';

interface State {
  record: OrchestrationRecord;
  version: string;
  history: HistoryEvent[];
  work: OpenWork;
}

const failed = (error: string): Replayed => ({ decided: [], cancelledTimers: [], outcome: { kind: 'failed', error }, warning: undefined });

const versionMismatch: Replayed = {
  decided: [],
  cancelledTimers: [],
  outcome: { kind: 'failed', error: `${VERSION_MISMATCH.ErrorType}: ${VERSION_MISMATCH.ErrorMessage}`, isItself: true, details: VERSION_MISMATCH },
  warning: undefined,
};

const played = (event: HistoryEvent): HistoryEvent => ({ ...event, IsPlayed: true });

/** The turns of one orchestration: gather messages, run the function, store what it decided, carry it out. */
export class OrchestrationTurns implements Turns {
  private state: State | undefined;
  /** True once this process has taken up what an earlier one may have left undone. */
  private takenUp = false;
  private readonly running = new Set<string>();
  private isLeftSaid = false;
  loaded = false;

  constructor(
    private readonly id: string,
    private readonly host: InstanceHost,
    private readonly inbox: Inbox,
    private readonly sent: SentMessages,
    private readonly post: (message: Message) => Promise<void>,
  ) {}

  get record(): OrchestrationRecord | undefined {
    return this.state?.record;
  }

  /** Begins with an instance that has just been created, and needs no load. */
  begin(record: OrchestrationRecord, version: string): void {
    this.state = { record, version, history: [], work: new OpenWork() };
    this.loaded = true;
    this.takenUp = true;
  }

  async load(): Promise<void> {
    const before = this.inbox.inStore();
    const { stored, history, inbox } = await this.host.store.load(this.id);
    this.inbox.merge(inbox, before);
    if (stored?.record.kind === 'orchestration') {
      const state = { record: stored.record, version: stored.version, history: history.map(played), work: new OpenWork(history) };
      this.state = state;
      if (!this.takenUp) {
        await this.host.deliver(state.record.outbox, this.sent);
        this.startActivities(this.unanswered(state));
      }
    }
    this.takenUp = true;
    this.loaded = true;
  }

  reset(): void {
    this.unload();
    this.takenUp = false;
  }

  unload(): void {
    this.state = undefined;
    this.loaded = false;
  }

  wakeAt(): number | undefined {
    if (this.state === undefined || isTerminal(this.state.record.status) || this.isLeft(this.state.record)) return undefined;
    return this.state.work.timers(this.state.record.cancelledTimers, this.host.timersEarlyBy)[0]?.dueAt;
  }

  async turn(): Promise<'again' | 'wait' | 'ended'> {
    const { state } = this;
    if (state === undefined || isTerminal(state.record.status)) return this.drop();
    const now = this.host.clock.now();
    const episode = beginEpisode(state.record, state.work, this.inbox.rows(), now, this.host.timersEarlyBy);
    if (episode.inbound.length === 1 && episode.consumed.length === 0) return 'wait';
    if (needsRun(episode) && episode.terminated === undefined && this.isLeft(state.record)) return this.leave(state.record);
    const before = state.record.warning;
    const finished = await this.finish(state, episode, now);
    await this.store(state, finished, episode);
    const { warning } = finished.record;
    if (warning !== undefined && warning !== before) this.host.logger.log('warning', `'${this.id}' (${finished.record.name}): ${warning}`);
    await this.host.deliver(finished.record.outbox, this.sent);
    this.startActivities(finished.decided.filter((event): event is TaskScheduled => event.EventType === EventType.TaskScheduled));
    if (isTerminal(finished.record.status)) return this.inbox.rows().length > 0 ? 'again' : 'ended';
    return episode.more || finished.record.turn === 0 ? 'again' : 'wait';
  }

  async fail(why: string): Promise<'again' | 'wait' | 'ended'> {
    const { stored, history } = await this.host.store.load(this.id);
    if (stored?.record.kind !== 'orchestration') return 'wait';
    const { record, version } = stored;
    const state: State = { record, version, history: history.map(played), work: new OpenWork(history) };
    const isOver = isTerminal(record.status);
    if (!isOver) {
      const now = this.host.clock.now();
      // What has come for it is left out: it may be that of which the turn fails.
      const episode = beginEpisode(record, state.work, [], now, this.host.timersEarlyBy);
      const because = failed(`the local runtime could not carry out its turn. ${why}`);
      await this.store(state, finishTurn({ record, history: state.history, episode, now }, because, record.customStatus, this.host.newGuid, ''), episode);
    }
    this.begin(state.record, state.version);
    await this.host.deliver(state.record.outbox, this.sent);
    return !isOver && this.inbox.rows().length > 0 ? 'again' : 'ended';
  }

  private async finish(state: State, episode: Episode, now: number): Promise<FinishedTurn> {
    const { record, history } = state;
    const input = { record, history, episode, now };
    if (!needsRun(episode)) return noteTurn(input);
    const whole = [...history, ...episode.inbound];
    if (episode.terminated !== undefined) {
      // The extension calls it once more, whatever comes of it.
      if (!this.isLeft(record)) await this.run(record, whole).catch((error: unknown) => this.host.logger.log('error', `'${this.id}' could not be called for its end: ${describeError(error)}`));
      return terminateTurn(input);
    }
    const answer = isRun(record.version, this.host.versioning) ? await this.run(record, whole) : undefined;
    if (answer === undefined) return finishTurn(input, versionMismatch, record.customStatus, this.host.newGuid, '');
    const status = answer.kind === 'broken' ? record.customStatus : customStatusOf(answer.state);
    const tooLong = customStatusRefusal(status);
    if (tooLong !== undefined) return finishTurn(input, failed(tooLong), record.customStatus, this.host.newGuid, '');
    return finishTurn(input, this.decide(record, whole, answer), status, this.host.newGuid, answer.stack);
  }

  private isLeft({ version }: OrchestrationRecord): boolean {
    return isLeft(version, this.host.versioning);
  }

  private leave(record: OrchestrationRecord): 'wait' {
    if (!this.isLeftSaid) this.host.logger.log('warning', leftBecause(record, this.host.versioning));
    this.isLeftSaid = true;
    return 'wait';
  }

  private decide(record: OrchestrationRecord, history: readonly HistoryEvent[], answer: OrchestratorAnswer): Replayed {
    if (answer.kind === 'broken') return failed(answer.error);
    try {
      return replay({ instanceId: record.id, executionId: record.executionId, history, state: answer.state, limits: this.host.timerLimits, knows: (kind, name) => this.host.knows(kind, name) });
    } catch (error) {
      // Trying again would end the same way, for ever.
      this.host.logger.log('error', `Replaying '${record.id}' failed: ${describeError(error)}`);
      return failed(`the local runtime could not follow it: ${toError(error).message}`);
    }
  }

  private async run(record: OrchestrationRecord, history: readonly HistoryEvent[]): Promise<OrchestratorAnswer> {
    const broken = (error: string): OrchestratorAnswer => ({ kind: 'broken', error, stack: '' });
    if (!this.host.knows('orchestrator', record.name)) {
      return broken(`The function '${record.name}' doesn't exist, is disabled, or is not an orchestrator function. Additional info: The following are the known orchestrator functions: ${this.host.known('orchestrator')}.`);
    }
    if (record.input === '') return broken(`One or more errors occurred. (Exception while executing function: Functions.${record.name})`);
    const triggerData = { string: orchestrationTrigger(record, history, record.turn > 0, this.host.timerLimits) };
    return readOrchestratorAnswer(await this.host.orchestrators.run(() => this.host.invoker.invoke(record.name, { triggerData })));
  }

  private async store(state: State, { record, events }: FinishedTurn, { consumed }: Episode): Promise<void> {
    const anew = record.generation !== state.record.generation;
    await this.sent.store();
    state.version = await this.inbox.use(consumed, (inStore) => this.host.store.commit({ record, expected: state.version, events, consumed: inStore, replaces: anew ? state.record : undefined }));
    state.record = record;
    if (anew) {
      state.history = [];
      state.work = new OpenWork();
    }
    for (const event of events) {
      state.history.push(played(event));
      state.work.add(event);
    }
  }

  /** There is no such instance, or it has ended: what arrives is thrown away. */
  private async drop(): Promise<'ended'> {
    const keys = this.inbox.rows().map((row) => row.key);
    await this.inbox.use(keys, async (inStore) => {
      if (inStore.length > 0) await this.host.store.discard(this.id, inStore);
    });
    return 'ended';
  }

  /** Activities whose end is neither in the history nor in the inbox. */
  private unanswered({ work, record }: State): TaskScheduled[] {
    const answered = new Set(
      this.inbox
        .rows()
        .flatMap((row) => row.messages)
        .map((message) => (message.kind === 'event' && message.executionId === record.executionId ? endedTask(message.event) : undefined)),
    );
    return isTerminal(record.status) ? [] : work.activities().filter((event) => !answered.has(event.EventId));
  }

  private startActivities(scheduled: readonly TaskScheduled[]): void {
    const record = this.state?.record;
    if (record === undefined) return;
    for (const event of scheduled) {
      const key = `${record.executionId}:${event.EventId}`;
      if (this.running.has(key)) continue;
      this.running.add(key);
      this.host.work(async () => {
        try {
          const ended = await this.host.activities.run(this.id, event, () => this.host.clock.now());
          if (!this.stillRuns(record.executionId)) return;
          const message: Message = { kind: 'event', executionId: record.executionId, event: ended };
          // The turn that uses it stores it, unless none is to come.
          if (this.host.stopping.aborted || this.isLeft(record)) await this.post(message);
          else this.inbox.hold([message]);
        } finally {
          this.running.delete(key);
        }
      });
    }
  }

  /** Unknown (the state is not in memory) counts as yes: a turn will tell. */
  private stillRuns(executionId: string): boolean {
    return this.state === undefined || (this.state.record.executionId === executionId && !isTerminal(this.state.record.status));
  }
}
