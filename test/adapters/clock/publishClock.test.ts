import { hostClock } from '../../../src/adapters/clock/hostClock';
import { CLOCK_SYMBOL, publishClock, VirtualClock } from '../../../src/localhost';

test('what an app writes down before its functions are loaded is of the clock that is published by then', () => {
  const takeBack = publishClock(new VirtualClock({ start: Date.parse('2021-06-18T10:00:00Z'), logger: { log: () => undefined } }));
  expect(hostClock.now()).toBe('2021-06-18T10:00:00.000Z');
  takeBack();
  expect(Reflect.has(globalThis, Symbol.for(CLOCK_SYMBOL))).toBe(false);
});
