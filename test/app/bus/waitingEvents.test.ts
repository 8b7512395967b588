import { WaitingEvents } from '../../../src/app/bus/waitingEvents';
import { instant, plusMinutes } from '../../../src/kernel/instant';

const start = instant('2021-06-18T10:00:00Z');

/** Events of one second each, of which none could be handed over. */
const failedOnes = (count: number): WaitingEvents => {
  const waiting = new WaitingEvents();
  for (let number = 0; number < count; number += 1) waiting.failed(`s:${number}`, plusMinutes(start, number), start);
  return waiting;
};

describe('[AUD-2] since when events wait for the bus', () => {
  test('is the oldest of them, also among a hundred thousand, and of any that came late', () => {
    const waiting = failedOnes(100_000);
    expect(waiting.oldest(start, undefined)).toBe(start);
    const older = instant('2021-06-17T10:00:00Z');
    waiting.failed('older', older, start);
    expect(waiting.oldest(start, undefined)).toBe(older);
  });

  test('is the next oldest once that was handed over, and nothing once all were', () => {
    const waiting = failedOnes(2);
    waiting.handedOver('s:0');
    expect(waiting.oldest(start, start)).toBe(plusMinutes(start, 1));
    waiting.handedOver('s:1');
    expect(waiting.oldest(start, start)).toBeUndefined();
  });

  test('those that are not known one by one are said to wait until the bus was up for longer than they wait to be tried again', () => {
    const waiting = failedOnes(1001);
    for (let number = 0; number < 1000; number += 1) waiting.handedOver(`s:${number}`);
    const days = plusMinutes(start, 3 * 24 * 60);
    expect(waiting.oldest(days, undefined)).toBe(plusMinutes(start, 1000));
    expect(waiting.oldest(plusMinutes(days, 19), days)).toBe(plusMinutes(start, 1000));
    expect(waiting.oldest(plusMinutes(days, 20), days)).toBeUndefined();
  });

  test('what another process handed over is forgotten in the same way; what failed anew is not', () => {
    const waiting = failedOnes(2);
    waiting.failed('s:1', plusMinutes(start, 1), plusMinutes(start, 15));
    expect(waiting.oldest(plusMinutes(start, 20), start)).toBe(plusMinutes(start, 1));
    expect(waiting.oldest(plusMinutes(start, 35), start)).toBeUndefined();
  });
});
