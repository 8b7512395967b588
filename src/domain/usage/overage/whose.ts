import { type Instant } from '../../../kernel/instant';
import { holderOf, type OverageStanding } from './assign';
import { enables, stillSells } from './enabling';

/**
 * PAR-3, OVG-6: the partner whose users made a call that the operator reports, and who may therefore read it: the one who sold the subscription that the report names; else the only one who sells the service,
 * or ever did; else the one who has its overage, and is charged for what is beyond the allowance.
 * @param subscriptionId the report names; one of the customer's. @returns undefined where nobody can tell: then the operator and the customer alone read it.
 */
export const whoseCalls = (service: string, subscriptionId: string | undefined, standing: OverageStanding, now: Instant): string | undefined => {
  const named = standing.subscriptions.find(({ id }) => id === subscriptionId);
  if (named !== undefined) return named.partnerId;
  const ever = [...new Set(standing.subscriptions.filter((each) => enables(each, service)).map(({ partnerId }) => partnerId))];
  const selling = ever.filter((partnerId) => stillSells(standing.subscriptions, partnerId, service, now));
  const [only, ...others] = selling.length > 0 ? selling : ever;
  return others.length === 0 ? only : holderOf(standing, now);
};
