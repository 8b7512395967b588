import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { Instant } from '../../parts/instant';
import { LongTable } from '../../parts/longTable';
import { named } from '../../parts/words';

/** What consumers of events cannot go on with: the others go on. */
export const ParkedConsumers = () => {
  const list = useList(['parkedConsumers'], (page, signal) => answerOf(api.GET('/nextterm/v1/operations/consumers/parked', { signal, params: { query: page.query, header: page.header } })));
  return (
    <LongTable
      list={list}
      label="Events that cannot be told on"
      what="what consumers stand before"
      empty="Every event was told on."
      keyOf={({ consumer, subject }) => `${consumer} ${subject.kind} ${subject.id}`}
      columns={[
        { title: 'Since', cell: ({ since }) => <Instant at={since} /> },
        { title: 'Consumer', cell: ({ consumer }) => named(consumer) },
        { title: 'Of', cell: ({ subject }) => `${named(subject.kind)} ${subject.id}` },
        { title: 'Reason', cell: ({ reason }) => reason },
      ]}
    />
  );
};
