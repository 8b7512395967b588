import { Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';
import { pagesOf } from '../../api/pages';
import { Instant } from '../../parts/instant';
import { ShortTable } from '../../parts/longTable';
import { Money } from '../../parts/money';
import { PageLink } from '../../parts/pageLink';
import { Empty, Failed, Loading } from '../../parts/states';
import { Unreadable } from '../../parts/unreadable';
import { counted } from '../../parts/words';
import { useSession } from '../../session/useSession';

/** Pages of one kind may be short. */
const MOST_PAGES = 10;

/** Trials that turn paid within a month. */
export const Trials = () => {
  const charges = useSession().may('charges.read');
  const { data, error, refetch } = useQuery({
    queryKey: ['deadlines', 'trials', charges],
    queryFn: async ({ signal }) => {
      const { pages, isWhole, unreadable } = await pagesOf((page) => answerOf(api.GET('/nextterm/v1/deadlines', { signal, params: { query: { kind: ['trialConversion'], details: true, ...(charges && { charges }), ...page.query }, header: page.header } })), MOST_PAGES);
      return { trials: pages.flatMap(({ items }) => items), isWhole, unreadable };
    },
  });
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="the trials" />;
  const { trials, isWhole, unreadable } = data;
  if (trials.length === 0 && unreadable === 0) return <Empty>{isWhole ? 'No trial turns paid within a month.' : 'Of what comes first within a month, no trial turns paid.'}</Empty>;
  return (
    <>
      <Unreadable count={unreadable} of="this list" />
      {!isWhole && <Text block>These come first; there are more than this page reads.</Text>}
      <ShortTable
        rows={trials}
        label="Trials about to turn paid"
        keyOf={({ subjectId }) => subjectId}
        columns={[
          { title: 'Trial', cell: ({ customerId, subjectId, name }) => <PageLink to={`/customers/${customerId}/subscriptions/${subjectId}`}>{name}</PageLink> },
          { title: 'Customer', cell: ({ customerId, customerName }) => customerName ?? customerId },
          { title: 'On', cell: ({ at }) => <Instant at={at} /> },
          { title: 'Becomes', cell: ({ brings }) => (brings === undefined ? '' : `${counted(brings.quantity, 'seat')} of ${brings.product.title}`) },
          { title: 'For', isNumber: true, cell: ({ brings }) => (brings?.amount === undefined || brings.currency === undefined ? '' : <Money amount={brings.amount} currency={brings.currency} />) },
        ]}
      />
    </>
  );
};
