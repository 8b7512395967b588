import { RealClock } from '../../../src/localhost/clock/realClock';
import { collectingLogger } from '../support/collectingLogger';

const DAY_MS = 86_400_000;

describe('RealClock', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z'), doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('wakes after more than the 24.8 days a timeout can hold, and not before', () => {
    const clock = new RealClock({ logger: collectingLogger() });
    const wake = jest.fn();
    clock.schedule(clock.now() + 26 * DAY_MS, wake);
    jest.advanceTimersByTime(26 * DAY_MS - 1);
    expect(wake).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(wake).toHaveBeenCalledTimes(1);
  });

  it('runs what is past due at once, but not synchronously', () => {
    const clock = new RealClock({ logger: collectingLogger() });
    const wake = jest.fn();
    clock.schedule(clock.now() - 1, wake);
    expect(wake).not.toHaveBeenCalled();
    jest.advanceTimersByTime(0);
    expect(wake).toHaveBeenCalledTimes(1);
  });

  it('does not run what was cancelled, even between two parts of a long wait', () => {
    const clock = new RealClock({ logger: collectingLogger() });
    const wake = jest.fn();
    const cancel = clock.schedule(clock.now() + 5 * DAY_MS, wake);
    jest.advanceTimersByTime(3 * DAY_MS);
    cancel();
    jest.advanceTimersByTime(5 * DAY_MS);
    expect(wake).not.toHaveBeenCalled();
  });

  it('wakes within a minute where the machine slept, or its clock was set forward, and not before its time where it was set back', () => {
    const clock = new RealClock({ logger: collectingLogger() });
    const wakes = [jest.fn(), jest.fn()] as const;
    clock.schedule(clock.now() + DAY_MS, wakes[0]);
    clock.schedule(clock.now() + 3 * DAY_MS, wakes[1]);
    jest.setSystemTime(Date.now() + 2 * DAY_MS);
    jest.advanceTimersByTime(60_000);
    expect(wakes.map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
    jest.setSystemTime(Date.now() - 2 * DAY_MS);
    jest.advanceTimersByTime(2 * DAY_MS);
    expect(wakes[1]).not.toHaveBeenCalled();
    jest.advanceTimersByTime(DAY_MS);
    expect(wakes[1]).toHaveBeenCalledTimes(1);
  });

  it('goes on from where it begins, at the pace of the machine', () => {
    const start = Date.parse('2021-07-17T23:59:57Z');
    const clock = new RealClock({ logger: collectingLogger(), start });
    const wake = jest.fn();
    clock.schedule(start + 3_000, wake);
    jest.advanceTimersByTime(2_999);
    expect([clock.now() - start, wake.mock.calls.length]).toEqual([2_999, 0]);
    jest.advanceTimersByTime(1);
    expect(wake).toHaveBeenCalledTimes(1);
  });

  it('wakes early where it is told to, and on time whoever asks again then', () => {
    const clock = new RealClock({ logger: collectingLogger(), early: 900 });
    const due = clock.now() + 60_000;
    const woken: number[] = [];
    const wait = (): void => {
      clock.schedule(due, () => {
        woken.push(clock.now() - due);
        if (clock.now() < due) wait();
      });
    };
    wait();
    jest.advanceTimersByTime(60_000);
    expect(woken).toEqual([-900, 0]);
  });

  it('logs a wake that rejects', async () => {
    const logger = collectingLogger();
    const clock = new RealClock({ logger });
    clock.schedule(clock.now() + 1, () => Promise.reject(new Error('boom')));
    jest.advanceTimersByTime(1);
    await clock.idle();
    expect(logger.lines).toEqual(['error: Scheduled work failed: Error: boom']);
  });
});
