import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { Instant } from '../../parts/instant';
import { LongTable } from '../../parts/longTable';
import { named } from '../../parts/words';
import { saidText } from '../subscription/said';
import { type TransferKey } from './transferData';

/** What the partners and the system did with it, the oldest first. */
export const TransferHistory = ({ customerId, transferId }: TransferKey) => {
  const list = useList(['transferEvents', customerId, transferId], (page, signal) =>
    answerOf(api.GET('/nextterm/v1/customers/{customerId}/transfers/{transferId}/events', { signal, params: { path: { customerId, transferId }, query: page.query, header: page.header } })),
  );
  return (
    <LongTable
      list={list}
      label="Events of the transfer"
      what="what happened"
      empty="Nothing is told of it."
      keyOf={({ id }) => id}
      columns={[
        { title: 'At', cell: ({ at }) => <Instant at={at} /> },
        { title: 'What', cell: ({ type }) => <span style={{ whiteSpace: 'nowrap' }}>{named(type)}</span> },
        { title: 'Says', cell: ({ data }) => saidText(data) },
      ]}
    />
  );
};
