import { Gate, HeldTooLong, PATIENCE_MS } from '../../../src/localhost/clock/gate';
import { RealClock } from '../../../src/localhost/clock/realClock';
import { WorkInProgress } from '../../../src/localhost/clock/workInProgress';
import { collectingLogger } from '../support/collectingLogger';

const setUp = () => {
  const work = new WorkInProgress();
  const gate = new Gate(work);
  const log: string[] = [];
  const enter = (name: string): Promise<void> =>
    gate.enter(async () => {
      log.push(name);
    });
  return { work, gate, log, enter };
};

test('what comes while it is closed begins when it opens, in order', async () => {
  const { gate, log, enter } = setUp();
  let held: Promise<void>[] = [];
  await gate.close(async () => {
    held = ['a', 'b'].map(enter);
    await new Promise((resolve) => setImmediate(resolve));
    log.push('turn');
  });
  await Promise.all(held);
  expect(log).toEqual(['turn', 'a', 'b']);
});

test('what was held begins before the gate is closed again', async () => {
  const { work, gate, log, enter } = setUp();
  let held: Promise<void> | undefined;
  await gate.close(async () => {
    held = enter('held');
  });
  await gate.close(async () => {
    await work.idle();
    log.push('second turn');
  });
  await held;
  expect(log).toEqual(['held', 'second turn']);
});

test('it stays closed as long as anybody wants it closed, and opens also after a turn that failed', async () => {
  const { gate, log, enter } = setUp();
  let held: Promise<void> | undefined;
  await gate.close(async () => {
    await expect(gate.close(() => Promise.reject(new Error('turn failed')))).rejects.toThrow('turn failed');
    held = enter('held');
    log.push('outer turn');
  });
  await held;
  expect(log).toEqual(['outer turn', 'held']);
});

test('nobody waits longer than the patience there is, and then has not begun', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] });
  try {
    const { gate, log, enter } = setUp();
    await gate.close(async () => {
      const held = enter('held');
      jest.advanceTimersByTime(PATIENCE_MS - 1);
      const later = enter('later');
      jest.advanceTimersByTime(1);
      await expect(held).rejects.toBeInstanceOf(HeldTooLong);
      void later.then(() => log.push('later ended'));
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(log).toEqual(['later', 'later ended']);
  } finally {
    jest.useRealTimers();
  }
});

test('a real clock pauses too: what runs ends first, what comes waits', async () => {
  const clock = new RealClock({ logger: collectingLogger() });
  const log: string[] = [];
  let release = (): void => undefined;
  const running = clock.busy(() => new Promise<void>((resolve) => (release = resolve)).then(() => void log.push('running ended')));
  const paused = clock.pause(async () => void log.push('paused'));
  const entered = clock.enter(async () => void log.push('entered'));
  release();
  await Promise.all([running, paused, entered]);
  expect(log).toEqual(['running ended', 'paused', 'entered']);
});
