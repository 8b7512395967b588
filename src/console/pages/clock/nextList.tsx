import { answerOf, api } from '../../api/api';
import { listOf, useList } from '../../api/pages';
import { Instant } from '../../parts/instant';
import { LongTable } from '../../parts/longTable';
import { Money } from '../../parts/money';
import { PageLink } from '../../parts/pageLink';
import { counted, named } from '../../parts/words';
import { useSession } from '../../session/useSession';
import { type NextEvents } from './localClock';

const PAGE_SIZE = 50;

/** What comes for the partner's customers within a month. */
export const NextOfPartner = () => {
  const charges = useSession().may('charges.read');
  const list = useList(['deadlines', 'next', charges], (page, signal) =>
    answerOf(api.GET('/nextterm/v1/deadlines', { signal, params: { query: { details: true, ...(charges && { charges }), size: PAGE_SIZE, ...page.query }, header: page.header } })),
  );
  return (
    <LongTable
      list={list}
      label="What is next"
      what="what is next"
      empty="Nothing happens by itself within a month."
      keyOf={({ at, kind, subjectId }) => `${at} ${kind} ${subjectId}`}
      columns={[
        { title: 'At', cell: ({ at }) => <Instant at={at} /> },
        { title: 'What', cell: ({ kind }) => named(kind) },
        { title: 'Of', cell: ({ kind, customerId, subjectId, name }) => (kind === 'transferExpiry' ? name : <PageLink to={`/customers/${customerId}/subscriptions/${subjectId}`}>{name}</PageLink>) },
        { title: 'Customer', cell: ({ customerName, customerId }) => customerName ?? customerId },
        { title: 'Brings', cell: ({ brings }) => (brings === undefined ? '' : `${counted(brings.quantity, 'seat')} of ${brings.product.title}`) },
        { title: 'For', isNumber: true, cell: ({ brings }) => (brings?.amount === undefined || brings.currency === undefined ? '' : <Money amount={brings.amount} currency={brings.currency} />) },
      ]}
    />
  );
};

/** What comes, of all organisations, for whoever has no customers. */
export const NextOfAll = ({ next }: { readonly next: NextEvents }) => (
  <LongTable
    list={listOf(next.items)}
    label="What is next"
    what="what is next"
    empty="Nothing happens by itself."
    keyOf={({ at, kind, customerId = '', subject = '' }) => `${at} ${kind} ${customerId} ${subject}`}
    columns={[
      { title: 'At', cell: ({ at }) => <Instant at={at} /> },
      { title: 'What', cell: ({ kind }) => named(kind) },
      { title: 'Of', cell: ({ subject = '' }) => subject.split('|')[0] },
    ]}
  />
);
