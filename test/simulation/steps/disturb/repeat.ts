import { plusDays, dayOf, startOfDay } from '../../../../src/kernel/calendarDate';
import { type Step } from '../step';

/** Receipts are kept for so long at least (REQ-5). */
const DAYS_OF_RECEIPTS = 90;

/** A call that was answered comes again under its request id: at once, or days later, by the same user or another host's; sometimes with another body. */
export const repeat: Step = {
  name: 'repeat',
  weight: 3,
  act: async (life, dice) => {
    const since = startOfDay(plusDays(dayOf(life.now()), 1 - DAYS_OF_RECEIPTS));
    const kept = life.sentSince(since).filter(({ call: { method, path } }) => method !== 'GET' && path.startsWith('/v1/customers/'));
    if (kept.length === 0) return;
    const { call } = dice.chance(50) ? (kept.at(-1) ?? dice.pick(kept)) : dice.pick(kept);
    const isOther = dice.chance(20) && typeof call.body === 'object' && call.body !== null && 'quantity' in call.body;
    await life.call(isOther ? { ...call, body: { ...call.body, quantity: 61 + dice.below(9) } } : call);
  },
};
