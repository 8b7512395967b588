import { stopSignal } from '../../src/localhost/stopSignal';

const exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never);

beforeEach(() => {
  exit.mockClear();
  jest.useFakeTimers({ now: 0 });
});
afterEach(() => {
  process.removeAllListeners('SIGINT');
  process.removeAllListeners('SIGTERM');
  jest.useRealTimers();
  delete process.env['npm_lifecycle_event'];
});

const listen = () => {
  const announced = jest.fn();
  // The test itself may be run by npm.
  delete process.env['npm_lifecycle_event'];
  return { announced, stop: stopSignal(announced) };
};

test.each(['SIGINT', 'SIGTERM'] as const)('%s asks for a stop, once', async (signal) => {
  const { announced, stop } = listen();
  expect(stop.signal.aborted).toBe(false);
  process.emit(signal);
  await stop.asked;
  expect(stop.signal.aborted).toBe(true);
  expect(announced).toHaveBeenCalledTimes(1);
  expect(exit).not.toHaveBeenCalled();
});

test('the same key press may come twice; a later one ends the process at once', () => {
  listen();
  process.emit('SIGINT');
  jest.setSystemTime(500);
  process.emit('SIGINT');
  expect(exit).not.toHaveBeenCalled();
  jest.setSystemTime(501);
  process.emit('SIGINT');
  expect(exit).toHaveBeenCalledWith(130);
});

test('under npm, the end of npm asks for a stop', () => {
  process.env['npm_lifecycle_event'] = 'start';
  const announced = jest.fn();
  const stop = stopSignal(announced);
  jest.advanceTimersByTime(5_000);
  expect(stop.signal.aborted).toBe(false);
  const parent = jest.replaceProperty(process, 'ppid', 1);
  jest.advanceTimersByTime(5_000);
  parent.restore();
  expect(stop.signal.aborted).toBe(true);
  expect(announced).toHaveBeenCalledTimes(1);
});
