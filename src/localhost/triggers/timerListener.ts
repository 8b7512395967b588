import { VirtualClock } from '../clock/virtualClock';
import { type Cancel, type RegisteredFunction, type RetryContext } from '../contracts';
import { describeFailure } from '../core/invoker';
import { describeError } from '../describeError';
import { resolveAppSettings } from './appSettings';
import { type ScheduleStatus, type ScheduleStore } from './scheduleStore';
import { type TimerHints } from './timerHints';
import { firstContext, nextContext, type RetryPolicy, retryPolicy } from './timerRetry';
import { timerInfo } from './timerInfo';
import { parseTimerSchedule, type TimerSchedule } from './timerSchedule';
import { type TriggerContext, type TriggerListener } from './triggerListener';

const MINUTE_MS = 60_000;

/**
 * Runs a timer function at its times. A tick never overlaps itself: the next is planned when one has ended, and follows at once where its time has gone by meanwhile. A tick that was missed while the host was
 * down runs at start, past due. A failing tick is logged, retried as the function asks, and the next one comes all the same.
 */
export class TimerListener implements TriggerListener {
  readonly #name: string;
  readonly #schedule: TimerSchedule;
  readonly #monitored: boolean;
  readonly #runOnStartup: boolean;
  readonly #retry: RetryPolicy | undefined;
  readonly #context: TriggerContext;
  readonly #store: ScheduleStore;
  readonly #hints: TimerHints;
  #status: ScheduleStatus;
  #stopped = true;
  #running: Promise<void> | undefined;
  /** A retry of the tick at this time is due later: no other tick before it has ended. */
  #retrying: number | undefined;
  #cancelWake: Cancel | undefined;
  #stopAsking: Cancel | undefined;
  #workWhenAsked = -1;

  /** Errors: a schedule that is missing or wrong, a setting that does not exist, a retry policy that is not one. */
  constructor(registered: RegisteredFunction, context: TriggerContext, store: ScheduleStore, hints: TimerHints) {
    const { schedule, runOnStartup, useMonitor } = registered.trigger;
    const now = context.clock.now();
    this.#name = registered.name;
    this.#context = context;
    this.#store = store;
    this.#hints = hints;
    this.#runOnStartup = runOnStartup === true;
    this.#retry = retryPolicy(registered.name, registered.retryOptions);
    try {
      if (typeof schedule !== 'string') throw new Error('it has no schedule.');
      this.#schedule = parseTimerSchedule(resolveAppSettings(schedule, context.setting));
      this.#status = { last: undefined, next: this.#schedule.next(now, now), lastUpdated: now };
    } catch (error) {
      throw new Error(`Function "${registered.name}": ${(error as Error).message}`, { cause: error });
    }
    const { next } = this.#status;
    // Source: "Timer trigger for Azure Functions", useMonitor: on for schedules that recur at intervals of a minute or more.
    this.#monitored = typeof useMonitor === 'boolean' ? useMonitor : this.#schedule.next(next, next) - next >= MINUTE_MS;
  }

  async start(): Promise<void> {
    this.#stopped = false;
    const pastDue = this.#monitored && (await this.#recall());
    const { clock } = this.#context;
    if (clock instanceof VirtualClock) this.#stopAsking = clock.onBeforeMove(() => this.#askHint(clock));
    if (pastDue || this.#runOnStartup) this.#cancelWake = clock.schedule(clock.now(), () => this.#tick(clock.now(), pastDue));
    else this.#plan(clock.now());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelWake?.();
    this.#stopAsking?.();
    await this.#running;
    try {
      await this.#giveUpRetry();
      // Ticks that a hint let pass were not missed.
      if (this.#monitored && this.#hint()) await this.#remember(this.#status.last, this.#context.clock.now());
    } catch (error) {
      this.#context.logger.log('error', `The schedule of function "${this.#name}" could not be stored as it was stopped, so a tick may count as missed at the next start: ${describeError(error)}`);
    }
  }

  /** As recorded: a tick whose retry was still to come is not past due at the next start. */
  async #giveUpRetry(): Promise<void> {
    if (this.#retrying === undefined) return;
    this.#context.logger.log('warning', `Function "${this.#name}" was to be tried again when it was stopped: that is given up, and its tick counts as run, as on Azure.`);
    await this.#remember(this.#retrying, this.#retrying);
  }

  /** @returns whether a tick was missed. */
  async #recall(): Promise<boolean> {
    const now = this.#context.clock.now();
    const stored = await this.#store.load(this.#name);
    // Written by a clock that was ahead of this one, or for another schedule: worth nothing now.
    const unchanged = stored && stored.lastUpdated <= now && this.#schedule.next(stored.lastUpdated, stored.lastUpdated) === stored.next;
    if (!unchanged) {
      await this.#remember(undefined, now);
      return false;
    }
    this.#status = stored;
    // At that very instant it is due as well: whether it ran is not known otherwise.
    return now >= stored.next;
  }

  async #remember(last: number | undefined, at: number): Promise<void> {
    this.#status = { last, next: this.#schedule.next(at, at), lastUpdated: at };
    if (this.#monitored) await this.#store.save(this.#name, this.#status);
  }

  #hint(): ReturnType<TimerHints['find']> {
    return this.#context.clock.virtual ? this.#hints.find(this.#name) : undefined;
  }

  /** Plans the first tick after `after`. A timer with a hint is planned when the clock is about to move. */
  #plan(after: number): void {
    this.#cancelWake?.();
    this.#workWhenAsked = -1;
    if (!this.#stopped && !this.#hint()) this.#wakeAt(this.#schedule.next(after, this.#status.lastUpdated));
  }

  #wakeAt(at: number): void {
    this.#cancelWake = this.#context.clock.schedule(at, () => this.#tick(at, false));
  }

  async #askHint(clock: VirtualClock): Promise<void> {
    const hint = this.#hint();
    if (!hint || this.#stopped || this.#running || this.#retrying !== undefined || this.#workWhenAsked === clock.workBegun) return;
    this.#workWhenAsked = clock.workBegun;
    const now = clock.now();
    const due = await this.#nextDue(hint, now);
    if (this.#stopped) return;
    this.#cancelWake?.();
    // A tick at this very instant may still be to come; one that has run must not come again.
    if (due !== undefined) this.#wakeAt(this.#schedule.next(Math.max(due - 1, now - 1, this.#status.lastUpdated), this.#status.lastUpdated));
  }

  async #nextDue(hint: (after: number) => Promise<number | undefined>, now: number): Promise<number | undefined> {
    try {
      return await hint(now);
    } catch (error) {
      this.#context.logger.log('error', `The hint of timer "${this.#name}" failed, so its next tick runs: ${describeError(error)}`);
      return now;
    }
  }

  #tick(at: number, pastDue: boolean, retryContext?: RetryContext): Promise<void> {
    this.#running = this.#run(at, pastDue, retryContext).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #run(at: number, pastDue: boolean, retryContext = this.#retry && firstContext(this.#retry)): Promise<void> {
    const { invoker, logger, clock } = this.#context;
    const result = await invoker.invoke(this.#name, {
      triggerData: { json: JSON.stringify(timerInfo(this.#schedule, this.#monitored ? this.#status : undefined, pastDue)) },
      ...(retryContext ? { retryContext } : {}),
    });
    if (!result.ok) {
      logger.log('error', describeFailure(this.#name, result.error));
      const next = this.#retry && retryContext && !this.#stopped ? nextContext(this.#retry, retryContext, result.error) : undefined;
      if (this.#retry && next) {
        this.#retrying = at;
        this.#cancelWake = clock.schedule(clock.now() + this.#retry.delay(next.retryCount), () => this.#tick(at, pastDue, next));
        return;
      }
    }
    this.#retrying = undefined;
    try {
      await this.#remember(at, at);
    } finally {
      this.#planAfterRun(at);
    }
  }

  /** A run that took longer than its interval is followed by one run at once, in place of all the ticks that it ran over. */
  #planAfterRun(at: number): void {
    const now = this.#context.clock.now();
    if (!this.#stopped && !this.#hint() && this.#schedule.next(at, at) <= now) this.#wakeAt(now);
    else this.#plan(Math.max(at, now));
  }
}
