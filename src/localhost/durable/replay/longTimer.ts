import { type Decisions } from './decisions';
import { Task } from './task';

/**
 * A timer further away than `limits.longest` is made of legs of `limits.leg`, each a timer of its own with its own id; the last leg has the
 * rest. The library counts a leg whenever one fires, cancelled or not, so a cancelled timer keeps the legs its history has.
 * (The published extension forgets them: cancelling after the first leg fails the instance there.)
 */
export const longTimer = (fireAt: number, cancelled: boolean, decisions: Decisions): Task => {
  const { longest, leg } = decisions.limits;
  if (fireAt - decisions.now <= longest) return decisions.timer(fireAt, cancelled);
  const whole = new Task(cancelled);
  const nextLeg = (): void => {
    const end = fireAt - decisions.now > longest ? decisions.now + leg : fireAt;
    decisions.timer(end, cancelled).whenSettled(() => {
      if (decisions.now < fireAt) nextLeg();
      else whole.succeed();
    });
  };
  nextLeg();
  return whole;
};
