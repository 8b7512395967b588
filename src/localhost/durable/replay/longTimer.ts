import { type Decisions } from './decisions';
import { Task } from './task';

/**
 * A timer further away than `limits.longest` is made of legs of `limits.leg`, each a timer of its own with its own id, while no less than a leg
 * remains; the last one has the rest. A cancelled one has its first leg alone: cancelling it after that leg has fired fails the instance as
 * non-deterministic, as on Azure.
 */
export const longTimer = (fireAt: number, cancelled: boolean, decisions: Decisions): Task => {
  const { longest, leg } = decisions.limits;
  if (fireAt - decisions.now <= longest) return decisions.timer(fireAt, cancelled);
  const whole = new Task(cancelled);
  const nextLeg = (): void => {
    const end = fireAt - decisions.now >= leg ? decisions.now + leg : fireAt;
    const part = decisions.timer(end, cancelled);
    if (cancelled) return;
    part.whenSettled(() => {
      if (decisions.now < fireAt) nextLeg();
      else whole.succeed();
    });
  };
  nextLeg();
  return whole;
};
