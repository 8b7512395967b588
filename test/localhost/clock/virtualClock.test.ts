import { VirtualClock } from '../../../src/localhost/clock/virtualClock';
import { collectingLogger } from '../support/collectingLogger';

const START = Date.parse('2026-01-01T00:00:00Z');

function setUp(onMove?: (now: number) => void | Promise<void>) {
  const logger = collectingLogger();
  const clock = new VirtualClock({ start: START, logger, ...(onMove ? { onMove } : {}) });
  const ran: string[] = [];
  const at = (offset: number, name: string): (() => void) => clock.schedule(START + offset, () => void ran.push(`${name}@${clock.now() - START}`));
  return { clock, logger, ran, at };
}

describe('VirtualClock', () => {
  it('stands still by itself', async () => {
    const { clock, ran, at } = setUp();
    at(1, 'a');
    await clock.idle();
    expect([clock.now(), ran]).toEqual([START, []]);
  });

  it('runs what is due up to and including the target, in order, ties as they were scheduled', async () => {
    const { clock, ran, at } = setUp();
    at(20, 'late');
    at(10, 'first of two');
    at(5, 'early');
    at(10, 'second of two');
    at(21, 'after');
    await clock.advanceTo(START + 20);
    expect(ran).toEqual(['early@5', 'first of two@10', 'second of two@10', 'late@20']);
    expect(clock.now()).toBe(START + 20);
  });

  it('keeps order among many wakes, whatever order they came in', async () => {
    const { clock, ran, at } = setUp();
    const offsets = Array.from({ length: 500 }, (_, index) => (index * 7919) % 503);
    for (const offset of offsets) at(offset + 1, 'w');
    await clock.advanceTo(START + 1000);
    expect(ran).toEqual([...offsets].sort((a, b) => a - b).map((offset) => `w@${offset + 1}`));
  });

  it('runs what was scheduled on the way', async () => {
    const { clock, ran } = setUp();
    clock.schedule(START + 10, () => {
      ran.push('outer');
      clock.schedule(START + 15, () => void ran.push(`inner@${clock.now() - START}`));
    });
    await clock.advanceTo(START + 20);
    expect(ran).toEqual(['outer', 'inner@15']);
  });

  it('does not move on while work is in progress', async () => {
    const { clock, ran, at } = setUp();
    let finish = (): void => undefined;
    clock.schedule(START + 10, () => {
      void clock.busy(() => new Promise<void>((resolve) => (finish = resolve)).then(() => void ran.push(`work ended@${clock.now() - START}`)));
    });
    at(11, 'next');
    const advanced = clock.advanceTo(START + 20);
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect([clock.now() - START, ran]).toEqual([10, []]);
    finish();
    await advanced;
    expect(ran).toEqual(['work ended@10', 'next@11']);
  });

  it('idle waits for what finished work leads to', async () => {
    const { clock, ran } = setUp();
    void clock.busy(async () => undefined).then(() => setImmediate(() => void clock.busy(async () => void ran.push('follow-up'))));
    await clock.idle();
    expect(ran).toEqual(['follow-up']);
  });

  it('runs what is past due at once, but not synchronously, and idle waits for it', async () => {
    const { clock, ran, at } = setUp();
    at(-5, 'overdue');
    expect(ran).toEqual([]);
    await clock.idle();
    expect(ran).toEqual(['overdue@0']);
  });

  it('does not run what was cancelled, at once or later; cancelling again is harmless', async () => {
    const { clock, ran, at } = setUp();
    const [overdue, later] = [at(0, 'overdue'), at(5, 'later')];
    overdue();
    later();
    later();
    await clock.advanceTo(START + 10);
    expect(ran).toEqual([]);
  });

  it('logs a wake that throws or rejects and goes on', async () => {
    const { clock, logger, ran, at } = setUp();
    clock.schedule(START + 1, () => {
      throw new Error('thrown');
    });
    clock.schedule(START + 2, () => Promise.reject(new Error('rejected')));
    at(3, 'next');
    await clock.advanceTo(START + 3);
    expect(ran).toEqual(['next@3']);
    expect(logger.lines).toEqual([
      'error: Work due at 2026-01-01T00:00:00.001Z failed: Error: thrown',
      'error: Work due at 2026-01-01T00:00:00.002Z failed: Error: rejected',
    ]);
  });

  it('refuses to go back, stays where it is, and moves on afterwards', async () => {
    const { clock } = setUp();
    await clock.advanceTo(START + 10);
    await expect(clock.advanceTo(START + 9)).rejects.toThrow('The clock stands at 2026-01-01T00:00:00.010Z and cannot go back to 2026-01-01T00:00:00.009Z.');
    await clock.advanceTo(START + 10);
    expect(clock.now()).toBe(START + 10);
  });

  it.each([Number.NaN, 0.5, Number.POSITIVE_INFINITY])('refuses %p as a position', async (position) => {
    const { clock, logger } = setUp();
    await expect(clock.advanceTo(position)).rejects.toThrow(RangeError);
    expect(() => new VirtualClock({ start: position, logger })).toThrow(RangeError);
  });

  it('serialises advances asked for together', async () => {
    const { clock, ran, at } = setUp();
    at(5, 'a');
    at(15, 'b');
    const first = clock.advanceTo(START + 10).then(() => void ran.push(`first done@${clock.now() - START}`));
    const second = clock.advanceTo(START + 20).then(() => void ran.push(`second done@${clock.now() - START}`));
    await Promise.all([first, second]);
    expect(ran).toEqual(['a@5', 'first done@10', 'b@15', 'second done@20']);
  });

  it('tells each new position once, before anything runs there', async () => {
    const seen: string[] = [];
    const { clock } = setUp((now) => void seen.push(`moved ${now - START}`));
    for (const offset of [5, 5, 9]) clock.schedule(START + offset, () => void seen.push('ran'));
    await clock.advanceTo(START + 20);
    expect(seen).toEqual(['moved 5', 'ran', 'ran', 'moved 9', 'ran', 'moved 20']);
  });

  it('stops the advance when a position cannot be kept, stands where it stood, and runs what is due once it can', async () => {
    let full = true;
    const kept: number[] = [];
    const { clock, ran, at } = setUp(async (now) => {
      if (full) throw new Error('disk full');
      kept.push(now - START);
    });
    at(5, 'a');
    for (const target of [10, 4]) await expect(clock.advanceTo(START + target)).rejects.toThrow('disk full');
    expect({ stands: clock.now() - START, ran }).toEqual({ stands: 0, ran: [] });
    full = false;
    await clock.advanceTo(START + 10);
    expect({ stands: clock.now() - START, ran, kept }).toEqual({ stands: 10, ran: ['a@5'], kept: [5, 10] });
  });

  it('runs nothing that is cancelled while a position is being kept', async () => {
    const { clock, ran, at } = setUp(async (now) => {
      if (now === START + 5) cancel();
    });
    const cancel = at(5, 'a');
    at(7, 'b');
    await clock.advanceTo(START + 10);
    expect(ran).toEqual(['b@7']);
  });

  it('asks before every move, and moves only when asking led to nothing new', async () => {
    const { clock, ran } = setUp();
    let left = 2;
    const stop = clock.onBeforeMove(async () => {
      ran.push(`asked@${clock.now() - START}`);
      if (left > 0) {
        left -= 1;
        await clock.busy(async () => void ran.push('work'));
      }
    });
    clock.schedule(START + 5, () => stop());
    await clock.advanceTo(START + 10);
    expect(ran).toEqual(['asked@0', 'work', 'asked@0', 'work', 'asked@0']);
  });
});
