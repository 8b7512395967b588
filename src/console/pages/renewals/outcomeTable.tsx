import { useMemo } from 'react';
import { listOf } from '../../api/pages';
import { LongTable } from '../../parts/longTable';
import { PageLink } from '../../parts/pageLink';
import { StatusBadge } from '../../parts/statusBadge';
import { changeText, effectText } from './outcomeText';
import { type Outcome } from './planCalls';

/** What became of each line of a plan, or would. */
export const OutcomeTable = ({ outcomes, label }: { readonly outcomes: readonly Outcome[]; readonly label: string }) => {
  const list = useMemo(() => listOf(outcomes), [outcomes]);
  return (
    <LongTable
      list={list}
      label={label}
      what="the lines"
      empty="The file has no line."
      keyOf={({ line }) => String(line.line)}
      columns={[
        { title: 'Line', isNumber: true, cell: ({ line }) => line.line },
        { title: 'Customer', cell: ({ line: { customer, sent } }) => customer || sent.customerId },
        { title: 'Subscription', cell: ({ line: { product, sent } }) => <PageLink to={`/customers/${sent.customerId}/subscriptions/${sent.subscriptionId}`}>{product || sent.subscriptionId}</PageLink> },
        { title: 'Outcome', cell: ({ outcome }) => <StatusBadge status={outcome.status} /> },
        { title: 'Changes', cell: ({ outcome }) => outcome.reason ?? changeText(outcome) },
        { title: 'Brings', cell: ({ outcome }) => effectText(outcome) },
      ]}
    />
  );
};
