import { type Instant } from '../../kernel/instant';
import { hasLapsed } from '../../domain/usage/overage/assign';
import { broughtBy } from '../../domain/usage/overage/enabling';
import { policyAt } from '../../domain/policy/policy';
import { statusAt } from '../../domain/subscription/standing';
import { overagePrefix, subscriptionPrefix } from '../command/commerceKeys';
import { customerRows } from '../customer/customerBook';
import { overageAfter } from '../overage/overageAfter';
import { readTelcoState } from '../overage/purchaseSetUp';
import { type Deadline } from '../due/deadline';
import { type App } from '../ports';
import { subscriptionRows } from '../subscription/subscriptionBook';
import { customerRow, rowsUnder, type CustomerRows } from './customerRows';
import { type Expected } from './expected';

export type OveragePorts = Pick<App, 'commerce' | 'policies' | 'catalogueOf'>;

/**
 * OVG-2, OVG-3, DUE-1: reviews that would change something: an assignment whose partner sells the service no longer, and a subscription that brings minutes to a partner for whom nothing was ever set up, or whose assignment fell with its last licences. What is missing of a
 * set-up that was made once was taken away by somebody, and is left so. Nothing is read where neither is there; else Azure, overage and each hand-over under way. @throws RowUnreadable.
 */
export const expectedOverageReviews = async ({ commerce, policies, catalogueOf }: OveragePorts, customer: CustomerRows, now: Instant): Promise<readonly Expected[]> => {
  const { customerId } = customer;
  const row = customerRow(customer);
  const subscriptions = subscriptionRows.readable(rowsUnder(customer, subscriptionPrefix)).items;
  const bringing = subscriptions.filter((each) => broughtBy(each.offer) !== undefined && statusAt(each, now) === 'active');
  if (row === undefined || (bringing.length === 0 && rowsUnder(customer, overagePrefix).length === 0)) return [];
  // One that cannot be read might be what an assignment stands on.
  for (const each of rowsUnder(customer, subscriptionPrefix)) subscriptionRows.read(each);
  const telco = await readTelcoState(commerce, customerId, await catalogueOf(customerRows.read(row).country), subscriptions);
  const policy = policyAt(policies, now);
  // Under whichever reseller of record: naming another one is no purchase, and sets nothing up (SUB-6).
  const isSetUp = ({ partnerId }: (typeof bringing)[number]): boolean => telco.azure.plans.some((plan) => plan.partnerId === partnerId);
  const hasNothing = ({ partnerId, offer }: (typeof bringing)[number]): boolean => hasLapsed({ overage: telco.standings.get(broughtBy(offer)?.service ?? '')?.overage }, partnerId);
  const changes = (arrived: typeof bringing): boolean => {
    const { plans, overages } = overageAfter(telco, arrived, policy, now);
    return plans.length + overages.length > 0;
  };
  const review = (subject: string): Deadline => ({ at: now, kind: 'overageReview', customerId, subject });
  const ofChange = ({ id }: (typeof bringing)[number]): Expected => ({ deadline: review(id), subjectBegins: `${id}|`, isMetBy: ({ subject }) => subject === id || subject.startsWith(`${id}|`) });
  return [...(changes([]) ? [{ deadline: review('check'), isMetBy: () => true }] : []), ...bringing.filter((each) => (!isSetUp(each) || hasNothing(each)) && changes([each])).map(ofChange)];
};
