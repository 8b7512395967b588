import { toError } from '../describeError';
import { type Turns } from './turns';
import { applyRun, entityTrigger, failRun, newEntity, nextStep, receive, type EntityRun } from './entityTurn';
import { type InstanceHost } from './host';
import { type Inbox } from './inbox';
import { type EntityRecord, type Outbound } from './instance';
import { parseEntityInstanceId, type EntityRequest } from './protocol';
import { type SentMessages } from './sentMessages';
import { MAX_CONSUMED } from './store/port';

const isEntityRun = (value: unknown): value is EntityRun =>
  typeof value === 'object' && value !== null && 'results' in value && Array.isArray(value.results) && 'signals' in value && Array.isArray(value.signals);

/** The turns of one entity: take messages in, run operations, store the new state with the answers, send them. */
export class EntityTurns implements Turns {
  private state: { record: EntityRecord; version: string | undefined } | undefined;
  private takenUp = false;

  constructor(
    private readonly id: string,
    private readonly host: InstanceHost,
    private readonly inbox: Inbox,
    private readonly sent: SentMessages,
    private readonly listed: () => Promise<void>,
  ) {}

  get record(): EntityRecord | undefined {
    return this.state?.record;
  }

  get loaded(): boolean {
    return this.state !== undefined;
  }

  async load(): Promise<void> {
    const before = this.inbox.inStore();
    const { stored, inbox } = await this.host.entities.load(this.id);
    this.inbox.merge(inbox, before);
    const record = stored?.record.kind === 'entity' ? stored.record : newEntity(this.id, this.host.clock.now());
    if (!this.takenUp) await this.host.deliver(record.outbox, this.sent);
    this.takenUp = true;
    this.state = { record, version: stored?.version };
  }

  reset(): void {
    this.unload();
    this.takenUp = false;
  }

  unload(): void {
    this.state = undefined;
  }

  wakeAt(): number | undefined {
    const step = this.state === undefined ? undefined : nextStep(this.state.record, this.host.clock.now());
    return step?.kind === 'wait' ? step.wakeAt : undefined;
  }

  async turn(): Promise<'again' | 'wait' | 'ended'> {
    const { state } = this;
    if (state === undefined) return 'again';
    const now = this.host.clock.now();
    const rows = this.inbox.rows().slice(0, MAX_CONSUMED);
    let record = receive(
      state.record,
      rows.flatMap((row) => row.messages),
    );
    const outbox: Outbound[] = [];
    let acted = rows.length > 0;
    for (;;) {
      const step = nextStep(record, now);
      if (step.kind === 'wait') break;
      acted = true;
      const result = step.kind === 'locked' ? step : await this.run(step.rest, step.batch, now);
      record = result.record;
      outbox.push(...result.outbox);
    }
    if (!acted) return 'wait';
    const consumed = rows.map((row) => row.key);
    const finished: EntityRecord = { ...record, turn: record.turn + 1, updatedAt: new Date(now).toISOString(), outbox };
    // What waits for its time or is to be sent must be found after a restart; of all else nothing is left to do.
    if (outbox.length > 0 || finished.queue.length > 0) await this.listed();
    await this.sent.store();
    state.version = await this.inbox.use(consumed, (inStore) => this.host.entities.commit({ record: finished, expected: state.version, events: [], consumed: inStore }));
    state.record = finished;
    await this.host.deliver(outbox, this.sent);
    return this.inbox.rows().length > 0 ? 'again' : 'wait';
  }

  /** An entity has no end: what waits for it stays. */
  async fail(): Promise<'wait'> {
    return 'wait';
  }

  private async run(record: EntityRecord, batch: readonly EntityRequest[], now: number): Promise<{ record: EntityRecord; outbox: readonly Outbound[] }> {
    const { name } = parseEntityInstanceId(this.id);
    /** Who has called hears why; who has signalled hears nothing. */
    const refuse = (why: string): { record: EntityRecord; outbox: readonly Outbound[] } => {
      this.host.logger.log('error', `${batch.length} operations of entity '${this.id}' are not carried out: ${why}`);
      return { record, outbox: failRun(batch, why, now) };
    };
    const registered = this.host.invoker.find(name);
    if (registered?.trigger.type.toLowerCase() !== 'entitytrigger') return refuse(`The function '${name}' doesn't exist, is disabled, or is not an entity function.`);
    const result = await this.host.invoker.invoke(registered.name, { triggerData: { string: entityTrigger(record, batch) } });
    if (!result.ok) {
      this.host.logger.log('error', `Entity '${this.id}' failed: ${result.error.stack ?? result.error.message}`);
      return { record, outbox: failRun(batch, result.error.message, now) };
    }
    if (!isEntityRun(result.returnValue)) return refuse(`The function '${name}' did not answer with the state of an entity.`);
    try {
      return applyRun(record, batch, result.returnValue, now);
    } catch (error) {
      return refuse(toError(error).message);
    }
  }
}
