import { randomUUID } from 'node:crypto';
import { type DurableOptions, type Versioning } from '../contracts';
import { describeError } from '../describeError';
import { Activities, MAX_RUNNING_ACTIVITIES } from './activities';
import { Actor } from './actor';
import { type InstanceHost } from './host';
import { type EntityRecord, type InstanceRecord, type Message, type OrchestrationRecord, type Outbound, type StartRequest } from './instance';
import { OrchestrationTurns } from './orchestrationTurns';
import { isEntityInstanceId, isTerminal, TIMER_LIMITS, type HistoryEvent, type SubOrchestrationCreated, type TimerLimits } from './protocol';
import { failedChildren, rewound } from './rewind';
import { type Callable } from './replay/schedule';
import { type SentMessages } from './sentMessages';
import { Slots } from './slots';
import { Stopped, untilStored } from './storageRetry';
import { EntityStorage } from './store/entityStorage';
import { VersionConflict, type DurableStore } from './store/port';
import { isLeft, leftBecause, NO_VERSIONS } from './versioning';

/** Instances whose state stays in memory while they wait. */
const MAX_LOADED = 2_000;
/** Orchestrator functions that run at the same time, unless host.json says otherwise. */
const MAX_RUNNING_ORCHESTRATORS = 100;
/** Instances read at the same time after a start. */
const RECOVERING = 32;

export type Started = { readonly started: true } | { readonly started: false; readonly existing: OrchestrationRecord };

type EngineOptions = Pick<DurableOptions, 'invoker' | 'clock' | 'logger' | 'newGuid' | 'timersEarlyBy' | 'versioning' | 'limits' | 'overrides'> & { readonly store: DurableStore; readonly maxLoaded?: number; readonly timerLimits?: TimerLimits };

/** Runs orchestrations and entities: finds or makes the actor of each instance, and carries messages between them. */
export class DurableEngine implements InstanceHost {
  readonly store: DurableStore;
  readonly entities: EntityStorage;
  readonly clock: EngineOptions['clock'];
  readonly logger: EngineOptions['logger'];
  readonly invoker: EngineOptions['invoker'];
  readonly activities: Activities;
  readonly orchestrators: Slots;
  readonly versioning: Versioning;
  readonly newGuid: () => string;
  readonly timersEarlyBy: number;
  readonly timerLimits: TimerLimits;
  private readonly abort = new AbortController();
  private readonly actors = new Map<string, Actor>();
  /** Actors that wait with their state in memory, least recent first. */
  private readonly resting = new Set<string>();
  private readonly creating = new Map<string, number>();
  /** Live instances that a start has not taken up yet. */
  private readonly untaken = new Set<string>();
  private readonly damaged = new Map<string, string>();
  /** Removals under way, by id. They do not reject. */
  private readonly purging = new Map<string, Promise<unknown>>();
  private readonly workers = new Set<Promise<void>>();
  private readonly maxLoaded: number;
  private readonly overrides: boolean;

  constructor(options: EngineOptions) {
    this.store = options.store;
    this.entities = new EntityStorage(options.store);
    this.clock = options.clock;
    this.logger = options.logger;
    this.invoker = options.invoker;
    this.versioning = options.versioning ?? NO_VERSIONS;
    this.activities = new Activities(options.invoker, this.abort.signal, options.limits?.activities ?? MAX_RUNNING_ACTIVITIES);
    this.orchestrators = new Slots(options.limits?.orchestrators ?? MAX_RUNNING_ORCHESTRATORS);
    this.overrides = options.overrides ?? false;
    this.newGuid = options.newGuid ?? randomUUID;
    this.timersEarlyBy = options.timersEarlyBy ?? 0;
    this.timerLimits = options.timerLimits ?? TIMER_LIMITS;
    this.maxLoaded = options.maxLoaded ?? MAX_LOADED;
  }

  get stopping(): AbortSignal {
    return this.abort.signal;
  }

  /** Takes up every live instance; resolves when all are known, not when they have ended. */
  async start(): Promise<void> {
    for (const said of await this.store.open()) this.logger.log('warning', said);
    const ids = await this.store.liveIds();
    for (const id of ids) this.untaken.add(id);
    const next = ids.values();
    const recover = async (): Promise<void> => {
      for (const id of next) {
        if (this.stopping.aborted) return;
        const actor = this.actor(id, true);
        actor.wake();
        await actor.settled();
        this.untaken.delete(id);
      }
    };
    for (let worker = 0; worker < Math.min(RECOVERING, ids.length); worker += 1) this.work(recover);
  }

  /** Begins no more turns or activities, and waits for those that run. What they give is stored. */
  async stop(): Promise<void> {
    this.abort.abort();
    for (const actor of this.actors.values()) actor.silence();
    while (this.workers.size > 0) await Promise.allSettled([...this.workers]);
    for (const actor of this.actors.values()) {
      await actor.storeHeld().catch((error: unknown) => this.logger.log('error', `Results of activities of '${actor.id}' could not be stored, so these will run again: ${describeError(error)}`));
    }
    await this.store.close();
  }

  /** Creates an instance, or replaces one that has ended. */
  async begin(id: string, request: StartRequest): Promise<Started> {
    const fresh = this.newRecord(id, request);
    return this.clock.busy(async () => {
      this.creating.set(id, (this.creating.get(id) ?? 0) + 1);
      try {
        return await untilStored(`Starting '${id}'`, () => this.create(fresh), this.logger, this.stopping);
      } finally {
        const others = (this.creating.get(id) ?? 1) - 1;
        if (others === 0) this.creating.delete(id);
        else this.creating.set(id, others);
      }
    });
  }

  async post(id: string, messages: readonly Message[]): Promise<void> {
    await this.clock.busy(() => this.actor(id).post(messages));
  }

  /** The latest state stored of an instance. */
  async read(id: string): Promise<InstanceRecord | undefined> {
    return this.clock.busy(async () => this.actors.get(id)?.turns.record ?? (await this.store.read(id))?.record);
  }

  async readOrchestration(id: string): Promise<OrchestrationRecord | undefined> {
    const record = await this.read(id);
    return record?.kind === 'orchestration' ? record : undefined;
  }

  async readEntity(id: string): Promise<EntityRecord | undefined> {
    const record = await this.read(id);
    return record?.kind === 'entity' ? record : undefined;
  }

  async history(id: string): Promise<readonly HistoryEvent[]> {
    return this.clock.busy(async () => (await this.store.load(id)).history);
  }

  broken(id: string, why: string): void {
    if (this.damaged.get(id) !== why) this.logger.log('error', why);
    this.damaged.set(id, why);
  }

  mended(id: string): void {
    this.damaged.delete(id);
  }

  isDamaged(id: string): boolean {
    return this.damaged.has(id);
  }

  /** What goes wrong for an instance, in one sentence, for its status. */
  warningOf(record: InstanceRecord): string | undefined {
    const damage = this.damaged.get(record.id);
    if (damage !== undefined || record.kind === 'entity') return damage;
    return !isTerminal(record.status) && isLeft(record.version, this.versioning) ? leftBecause(record, this.versioning) : record.warning;
  }

  knows(kind: Callable, name: string): boolean {
    return this.invoker.find(name)?.trigger.type.toLowerCase() === TRIGGERS[kind];
  }

  known(kind: Callable): string {
    const known = this.invoker.functions().filter((registered) => registered.trigger.type.toLowerCase() === TRIGGERS[kind]);
    return known.map(({ name }) => `'${name}'`).join(', ');
  }

  /**
   * Lets a failed orchestration go on from before its failure, and the sub-orchestrations that failed under it, the innermost first. One that has
   * not failed is left as it is; of a sub-orchestration that can be rewound no more its parent, which waits for it, has a warning. @param reason null for none.
   */
  async rewind(id: string, reason: string | null): Promise<void> {
    const taken = new Set<string>();
    await this.clock.busy(async () => {
      try {
        await untilStored(`Rewinding '${id}'`, () => this.rewindOne(id, reason, taken), this.logger, this.stopping);
      } finally {
        // Only now, and parents first: one that is still over throws the end of a child away.
        for (const one of [...taken].reverse()) this.takeRewound(one);
      }
    });
  }

  /**
   * Removes an instance, with whatever is left of it to do. A start of its id waits until it is gone.
   * @param onlyEnded an orchestration that has begun anew since somebody looked at it stays. @returns whether it was removed
   */
  async purge(id: string, { onlyEnded = false }: { readonly onlyEnded?: boolean } = {}): Promise<boolean> {
    return this.clock.busy(async () => {
      await this.takenUp(id);
      const actor = this.actors.get(id);
      await actor?.quiet();
      const record = actor?.turns.record;
      if (onlyEnded && (this.creating.has(id) || (record?.kind === 'orchestration' && !isTerminal(record.status)))) return false;
      actor?.dismiss();
      this.actors.delete(id);
      this.resting.delete(id);
      this.damaged.delete(id);
      this.retire(id);
      const removed = this.store.purge(id);
      const over = removed.catch(() => undefined);
      this.purging.set(id, over);
      await removed.finally(() => {
        if (this.purging.get(id) === over) this.purging.delete(id);
      });
      return true;
    });
  }

  work(run: () => Promise<void>): void {
    const worker = this.clock.busy(run).catch((error: unknown) => {
      if (!(error instanceof Stopped)) this.logger.log('error', `Durable work failed: ${describeError(error)}`);
    });
    this.workers.add(worker);
    void worker.then(() => this.workers.delete(worker));
  }

  async deliver(outbox: readonly Outbound[], sent: SentMessages): Promise<void> {
    const byReceiver = new Map<string, Outbound[]>();
    for (const item of outbox) byReceiver.set(item.to, [...(byReceiver.get(item.to) ?? []), item]);
    await Promise.all([...byReceiver].map(([to, items]) => this.deliverTo(to, items, sent)));
  }

  touched(id: string): void {
    this.resting.delete(id);
    this.resting.add(id);
    if (this.resting.size <= this.maxLoaded) return;
    for (const resting of this.resting) {
      this.resting.delete(resting);
      const actor = this.actors.get(resting);
      const nothingDue = actor?.turns.wakeAt() === undefined;
      if (actor?.unload() !== true) continue;
      // An orchestration stays on the list of live ones until it ends; an entity with nothing to wait for need not.
      if (nothingDue && isEntityInstanceId(resting)) this.retire(resting);
      return;
    }
  }

  retire(id: string): void {
    // A start of this id is on its way: it has put it on the list of live instances already.
    if (this.creating.has(id)) return;
    this.actors.delete(id);
    this.resting.delete(id);
    this.store.markIdle(id);
  }

  private actor(id: string, indexed = false): Actor {
    const existing = this.actors.get(id);
    if (existing !== undefined) return existing;
    const actor = new Actor(id, this, indexed);
    this.actors.set(id, actor);
    return actor;
  }

  private async deliverTo(to: string, items: readonly Outbound[], sent: SentMessages): Promise<void> {
    let messages: Message[] = [];
    const flush = async (): Promise<void> => {
      const actor = this.actor(to);
      // An entity knows a second delivery by its sender and number; an orchestration does not know that of an event.
      if (messages.length > 0 && isEntityInstanceId(to)) actor.hold(messages, sent.add(actor));
      else if (messages.length > 0) await actor.post(messages);
      messages = [];
    };
    for (const item of items) {
      if ('message' in item) {
        messages.push(item.message);
      } else {
        await flush();
        await this.beginChild(to, item.start);
      }
    }
    await flush();
  }

  /** Starts a sub-orchestration, though a running instance has its id: that one is gone then. A second delivery of the same start changes nothing. */
  private async beginChild(id: string, request: StartRequest): Promise<void> {
    const result = await this.begin(id, request);
    if (!result.started && !isTerminal(result.existing.status)) this.actor(id, true).wake();
  }

  /** @param taken is given all that is to be taken up. */
  private async rewindOne(id: string, reason: string | null, taken: Set<string>): Promise<void> {
    await this.actors.get(id)?.settled();
    await this.actors.get(id)?.sent.store();
    const { stored, history } = await this.store.load(id);
    if (stored?.record.kind !== 'orchestration') return;
    const before = stored.record;
    if (before.status !== 'Failed') {
      // One that lives may be rewound already, by an attempt whose answer was lost.
      if (!isTerminal(before.status)) taken.add(id);
      return;
    }
    let warning: string | undefined;
    for (const child of failedChildren(history)) {
      const why = await this.notRewound(child, before);
      if (why === undefined) await this.rewindOne(child.InstanceId, reason, taken);
      else warning ??= `The sub-orchestration '${child.InstanceId}', which failed, ${why}: a rewind does not reach it, and this instance waits for its end until it is terminated.`;
    }
    if (warning !== undefined) this.logger.log('warning', `'${id}' (${before.name}): ${warning}`);
    const { record, events } = rewound(before, history, reason, this.clock.now(), warning);
    await this.store.markLive(id);
    taken.add(id);
    await this.store.commit({ record, expected: stored.version, events, consumed: [], replaces: before });
  }

  /** What has become of a failed sub-orchestration that no end of comes any more; undefined: one comes. */
  private async notRewound({ InstanceId, EventId }: SubOrchestrationCreated, { id, executionId }: OrchestrationRecord): Promise<string | undefined> {
    const record = (await this.store.read(InstanceId))?.record;
    if (record?.kind !== 'orchestration') return 'was purged';
    if (!sameParent(record, { parent: { Name: '', OrchestrationInstance: { InstanceId: id, ExecutionId: executionId }, TaskScheduleId: EventId } })) return 'has lost its id to another instance';
    return record.status === 'Failed' || !isTerminal(record.status) ? undefined : `is ${record.status} by now`;
  }

  private takeRewound(id: string): void {
    const actor = this.actor(id, true);
    actor.turns.reset();
    actor.wake();
  }

  private async create(fresh: OrchestrationRecord): Promise<Started> {
    const { id } = fresh;
    await this.takenUp(id);
    await this.purging.get(id);
    const actor = this.actors.get(id);
    if (actor?.turns.record?.kind === 'orchestration' && isTerminal(actor.turns.record.status)) await actor.settled();
    await this.store.markLive(id);
    const version = await this.store.create(fresh);
    if (version !== undefined) return this.take(fresh, version);
    const stored = await this.store.read(id);
    if (stored?.record.kind !== 'orchestration') throw new VersionConflict(id);
    const existing = stored.record;
    // An earlier attempt of this very start arrived, though storage said it had failed.
    if (existing.executionId === fresh.executionId) return this.take(existing, stored.version);
    if (sameParent(existing, fresh)) return { started: false, existing };
    const taken = isTerminal(existing.status) ? undefined : takenOver(fresh, existing);
    if (taken !== undefined && fresh.parent === null && !this.overrides) return { started: false, existing };
    await actor?.sent.store();
    if (taken !== undefined) this.logger.log('warning', `'${id}' (${fresh.name}): ${taken}`);
    const again = { ...fresh, generation: existing.generation + 1, begun: fresh.begun === null ? null : (existing.begun ?? existing.generation) + 1, warning: taken };
    return this.take(again, await this.store.commit({ record: again, expected: stored.version, events: [], consumed: [], replaces: existing }));
  }

  /** Resolves when what an earlier process left undone for the instance is under way, so that nothing of its outbox is lost when its record is replaced. */
  private async takenUp(id: string): Promise<void> {
    if (!this.untaken.has(id)) return;
    const actor = this.actor(id, true);
    actor.wake();
    await actor.settled();
    this.untaken.delete(id);
  }

  private newRecord(id: string, { name, version, input, parent }: StartRequest): OrchestrationRecord {
    const { defaultVersion } = this.versioning;
    const at = new Date(this.clock.now()).toISOString();
    return {
      kind: 'orchestration',
      id,
      name,
      version: version ?? (defaultVersion === '' ? null : defaultVersion),
      executionId: this.newGuid().replaceAll('-', ''),
      generation: 0,
      turn: 0,
      status: 'Pending',
      createdAt: at,
      updatedAt: at,
      input,
      output: null,
      customStatus: null,
      parent,
      carried: [],
      cancelledTimers: [],
      begun: parent === null ? 0 : null,
      outbox: [],
    };
  }

  private take(record: OrchestrationRecord, version: string): Started {
    const actor = this.actor(record.id, true);
    if (actor.turns instanceof OrchestrationTurns) actor.turns.begin(record, version);
    actor.wake();
    return { started: true };
  }
}

const TRIGGERS: Record<Callable, string> = { activity: 'activitytrigger', orchestrator: 'orchestrationtrigger', entity: 'entitytrigger' };

/** What is said of a start that takes the id of an instance that has not ended. */
const takenOver = ({ id, parent }: OrchestrationRecord, existing: OrchestrationRecord): string =>
  `${parent === null ? 'A start' : `A sub-orchestration of '${parent.OrchestrationInstance.InstanceId}'`} has taken over the id '${id}' of an instance of '${existing.name}' that was ${existing.status}: that one is gone without a trace, as on Azure.`;

const sameParent = ({ parent }: OrchestrationRecord, request: Pick<StartRequest, 'parent'>): boolean =>
  parent !== null &&
  request.parent !== null &&
  parent.TaskScheduleId === request.parent.TaskScheduleId &&
  parent.OrchestrationInstance.InstanceId === request.parent.OrchestrationInstance.InstanceId &&
  parent.OrchestrationInstance.ExecutionId === request.parent.OrchestrationInstance.ExecutionId;
