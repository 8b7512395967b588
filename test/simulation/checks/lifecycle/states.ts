import { type Check } from '../../engine/check';
import { Lifecycles } from '../../model/lifecycle/lifecycles';

/** Every subscription is what the commands that were accepted, and time, make of it by the rules; what is allowed is accepted, and what is forbidden refused by its code. */
export const states = (): Check => {
  const lives = new Lifecycles();
  return { name: 'subscriptions live as the rules say', after: (happened, seen) => lives.follow(happened, seen) };
};
