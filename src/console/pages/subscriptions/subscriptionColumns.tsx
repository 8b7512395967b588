import { type components } from '@described';
import { Day } from '../../parts/instant';
import { type Column } from '../../parts/longTable';
import { PageLink } from '../../parts/pageLink';
import { StatusBadge } from '../../parts/statusBadge';
import { named, spelled } from '../../parts/words';

type Listed = components['schemas']['PortfolioSubscription'];

const oneLine = { whiteSpace: 'nowrap' } as const;

/** What a list of subscriptions shows of each, beside whose it is. */
export const subscriptionColumns = (): readonly Column<Listed>[] => [
  {
    title: 'Name',
    cell: ({ customerId, id, friendlyName }) => (
      <span style={oneLine}>
        <PageLink to={`/customers/${customerId}/subscriptions/${id}`}>{friendlyName}</PageLink>
      </span>
    ),
  },
  { title: 'Product', cell: ({ offerName }) => <span style={oneLine}>{offerName}</span> },
  { title: 'State', cell: ({ status }) => <StatusBadge status={status} /> },
  { title: 'Seats', isNumber: true, cell: ({ quantity, unitType }) => (unitType === 'Licenses' || unitType === 'License(s)' ? quantity : '–') },
  { title: 'Term', cell: ({ termDuration, isTrial }) => <span style={oneLine}>{termDuration === undefined ? 'none' : `${spelled(termDuration)}${isTrial ? ', trial' : ''}`}</span> },
  { title: 'Billed', cell: ({ billingCycle, billingType }) => <span style={oneLine}>{billingType === 'usage' ? `${named(billingCycle)}, by use` : named(billingCycle)}</span> },
  { title: 'Term ends', cell: ({ termDuration, commitmentEndDate }) => (termDuration === undefined ? 'never' : <Day on={commitmentEndDate} />) },
  { title: 'Renews', cell: ({ autoRenewEnabled, termDuration }) => (termDuration === undefined ? '' : autoRenewEnabled ? 'yes' : 'no') },
  { title: 'Publisher', cell: ({ publisherName }) => <span style={oneLine}>{publisherName}</span> },
];
