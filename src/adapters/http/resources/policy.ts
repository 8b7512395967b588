import { policyAt, type Policy, type PolicyBook } from '../../../domain/policy/policy';
import { type Instant } from '../../../kernel/instant';

type PolicyStatus = 'in_force' | 'ahead' | 'over' | 'kept';

/** One policy of the operator's API. */
const policyResource = ({ name, effectiveFrom, ...numbers }: Policy, status: PolicyStatus) => ({ name, status, effectiveFrom, ...numbers, attributes: { objectType: 'Policy' } });

/** All of an installation, the earliest first; behind them those that are kept for terms that began under them (`kept`). */
export const policyResources = (book: PolicyBook, now: Instant) => {
  const inForce = policyAt(book, now).name;
  const statusOf = ({ name, effectiveFrom }: Policy): PolicyStatus => (name === inForce ? 'in_force' : effectiveFrom > now ? 'ahead' : 'over');
  return [...book.policies.map((policy) => policyResource(policy, statusOf(policy))), ...(book.kept ?? []).map((policy) => policyResource(policy, 'kept'))];
};
