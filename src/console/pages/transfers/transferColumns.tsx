import { Instant } from '../../parts/instant';
import { type Column } from '../../parts/longTable';
import { PageLink } from '../../parts/pageLink';
import { StatusBadge } from '../../parts/statusBadge';
import { type Transfer, transferPath } from './transferData';

const customer: Column<Transfer> = { title: 'Customer', cell: ({ customerName }) => customerName };

/** What a list of transfers shows of each. @param withCustomer in a list over several customers */
export const transferColumns = (withCustomer: boolean): readonly Column<Transfer>[] => [
  {
    title: 'Transfer',
    cell: (transfer) => (
      <span style={{ whiteSpace: 'nowrap' }}>
        <PageLink to={transferPath(transfer)}>{`${transfer.sourcePartnerName || transfer.sourcePartnerTenantId} to ${transfer.targetPartnerName}`}</PageLink>
      </span>
    ),
  },
  ...(withCustomer ? [customer] : []),
  { title: 'State', cell: ({ status }) => <StatusBadge status={status} /> },
  { title: 'Asked', cell: ({ createdTime }) => <Instant at={createdTime} /> },
  { title: 'Answer due before', cell: ({ status, expirationTime }) => (status === 'Pending' ? <Instant at={expirationTime} /> : '') },
];
