import { Text } from '@fluentui/react-components';
import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { Instant } from '../../parts/instant';
import { LongTable } from '../../parts/longTable';
import { named } from '../../parts/words';
import { saidText } from './said';
import { type SubscriptionKey } from './subscriptionData';

/** What changed and what was announced, the oldest first. */
export const EventsTab = ({ customerId, subscriptionId }: SubscriptionKey) => {
  const list = useList(['events', customerId, subscriptionId], (page, signal) =>
    answerOf(api.GET('/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/events', { signal, params: { path: { customerId, subscriptionId }, query: page.query, header: page.header } })),
  );
  return (
    <LongTable
      list={list}
      label="Events"
      what="what happened"
      empty="Nothing is told of it."
      keyOf={({ id }) => id}
      columns={[
        { title: 'At', cell: ({ at }) => <Instant at={at} /> },
        { title: 'What', cell: ({ type }) => named(type) },
        { title: 'Says', cell: ({ data }) => <Text wrap={false}>{saidText(data)}</Text> },
      ]}
    />
  );
};
