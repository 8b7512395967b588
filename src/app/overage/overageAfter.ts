import { type Instant } from '../../kernel/instant';
import { lapseOverage } from '../../domain/usage/overage/assign';
import { type Bringing } from '../../domain/usage/overage/enabling';
import { NO_SET_UP, type OverageSetUp } from '../../domain/usage/overage/setUp';
import { type Policy } from '../../domain/policy/policy';
import { setUpFor, type TelcoState } from './purchaseSetUp';

/**
 * OVG-2, OVG-3: what becomes of a customer's overage once its subscriptions are those of `telco`. What is new to a partner sets it up as a purchase does, and where nobody has the assignment any more it
 * gets it; an assignment of who sells the service no longer, and that nobody gets, is cleared. Empty where nothing changes.
 * @param arrived of one partner, in the order in which they came; those of them that bring minutes count. @param policy of `cameAt`. @param cameAt when they came, where that is past.
 */
export const overageAfter = (telco: TelcoState, arrived: readonly Bringing[], { overageSetUp }: Policy, now: Instant, cameAt = now): OverageSetUp => {
  const setUp = overageSetUp === 'onPurchase' ? setUpFor(telco, arrived, now, cameAt) : NO_SET_UP;
  const taken = new Set(setUp.overages.map(({ overage }) => overage.service));
  const lapsed = [...telco.standings].flatMap(([service, standing]) => {
    const change = taken.has(service) ? undefined : lapseOverage(standing, now);
    return change === undefined ? [] : [change];
  });
  return { plans: setUp.plans, overages: [...setUp.overages, ...lapsed] };
};
