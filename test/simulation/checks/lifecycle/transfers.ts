import { type Customer } from '../../../../src/domain/parties/customer/state';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { plusDays, startOfDay } from '../../../../src/kernel/calendarDate';
import { type Instant } from '../../../../src/kernel/instant';
import { mustHold, type Check, type Seen } from '../../engine/check';
import { subscriptionChanges, type SubscriptionChange } from '../../model/lifecycle/commits';

type Parties = Pick<Customer, 'relationships' | 'attestations' | 'directAcceptance'>;

const tells = ({ events }: SubscriptionChange, type: string): boolean => events.some(({ facts }) => facts.some((fact) => fact.type === type));

/** TRF-4: what was given must have been running, without a renewal under way, and no trial. */
const mustBeFit = ({ id, status, kind, term }: Subscription, at: Instant): void => {
  mustHold(status === 'active', 'TRF-4', () => `${id} was ${status}, and went to another partner at ${at}`);
  mustHold(kind !== 'trial' && kind !== 'freeSaas', 'TRF-4', () => `${id} is a trial (${kind}), and went to another partner at ${at}`);
  mustHold(at < startOfDay(plusDays(term.end, 1)), 'TRF-4', () => `${id} was over on ${term.end}, or being renewed, and went to another partner at ${at}`);
};

/** CUS-1, CUS-2: who gets it must be able to sell to the customer at that moment. */
const mustMaySell = ({ after: { id, partnerId, customerId } }: SubscriptionChange, { relationships, attestations, directAcceptance }: Parties, at: Instant): void => {
  const status = relationships[partnerId]?.status;
  mustHold(status === 'accepted', 'CUS-1', () => `${id} of ${customerId} came at ${at} to ${partnerId}, whose relationship is ${status ?? 'none'}`);
  mustHold(attestations[partnerId] !== undefined || directAcceptance !== undefined, 'CUS-2', () => `${id} of ${customerId} came at ${at} to ${partnerId}, and nobody has accepted the customer agreement`);
};

/** TRF-4, CUS-1: only what may be given is given, and only to whom may have it. */
export const transfers = (): Check => {
  const changed = new Map<string, Parties>();
  const partiesOf = (customerId: string, seen: Seen): Parties | undefined => changed.get(customerId) ?? seen.world.customers.find(({ id }) => id === customerId);
  return {
    name: 'what goes to another partner may',
    after: ({ changes, at }, seen) => {
      // Of calls at the same moment the last word counts: a move and the end of a relationship are guarded by the same row, so they are never stored out of order.
      const moved = new Map<number, SubscriptionChange[]>();
      for (const change of subscriptionChanges(changes)) {
        if (tells(change, 'SubscriptionTransferred') || tells(change, 'SubscriptionReceived')) moved.set(change.commit, [...(moved.get(change.commit) ?? []), change]);
      }
      const judge = (commit: number): void => {
        for (const change of moved.get(commit) ?? []) {
          const { before, after } = change;
          if (before !== undefined) mustBeFit(before, at);
          const parties = before === undefined ? partiesOf(after.customerId, seen) : undefined;
          if (parties !== undefined) mustMaySell(change, parties, at);
          seen.proved(before === undefined ? 'CUS-1' : 'TRF-4');
        }
        moved.delete(commit);
      };
      for (const { table, partition, key, after, commit } of changes) {
        // The move writes the customer's row too, as it was.
        judge(commit);
        if (table === 'Commerce' && key.startsWith('customer|') && after !== undefined) changed.set(partition, after as unknown as Parties);
      }
    },
  };
};
