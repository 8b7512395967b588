import { mustHold, type Check } from '../../engine/check';
import { subscriptionChanges } from '../../model/lifecycle/commits';

/** AUD-2: versions of a subscription grow by one, each with one event, stored with it; what changes nothing has none. */
export const versions = (): Check => ({
  name: 'versions grow by one, and each tells what happened',
  after: ({ changes, at }, seen) => {
    for (const { before, after, events } of subscriptionChanges(changes)) {
      // Back-ups are taken back whole.
      if (events.some(({ facts }) => facts.some(({ type }) => type === 'SubscriptionRestored'))) continue;
      const first = (before?.version ?? 0) + 1;
      const expected = Array.from({ length: Math.max(0, after.version - first + 1) }, (_, index) => first + index).join(', ');
      const found = events.map(({ version }) => version).join(', ');
      mustHold(found === expected, 'AUD-2', () => `${after.id} went from version ${first - 1} to ${after.version} at ${at}, and versions ${found || 'none'} are told`);
      if (events.length > 0) seen.proved('AUD-2');
      for (const event of events) mustHold(event.facts.length > 0, 'AUD-2', () => `Version ${event.version} of ${after.id} tells nothing`);
    }
  },
});
