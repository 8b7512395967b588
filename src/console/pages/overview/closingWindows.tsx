import { type components } from '@described';
import { Text } from '@fluentui/react-components';
import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { sumsOf } from '../../change/sums';
import { Instant } from '../../parts/instant';
import { LongTable } from '../../parts/longTable';
import { Money, moneyText } from '../../parts/money';
import { PageLink } from '../../parts/pageLink';
import { counted } from '../../parts/words';
import { useSession } from '../../session/useSession';

type Closing = components['schemas']['ClosingWindows'];

const wayText = ({ atRisk }: Closing): string =>
  atRisk === undefined ? '' : `${atRisk.action === 'cancel' ? 'if cancelled' : `if ${counted(atRisk.quantity, 'seat')} come off`}${atRisk.through === 'order' ? ', through the order' : ''}`;

const Sums = ({ closing }: { readonly closing: readonly Closing[] }) => {
  const sums = sumsOf(closing.flatMap(({ atRisk }) => (atRisk === undefined ? [] : [{ subtotal: atRisk.amount, currency: atRisk.currency }])));
  return sums.length === 0 ? null : <Text block>{`${sums.map(({ amount, currency }) => moneyText(amount, currency)).join(' and ')} can still come back, until these windows close.`}</Text>;
};

/** What closes soon, most money first. */
export const ClosingWindows = () => {
  const { may } = useSession();
  const list = useList(['windows'], (page, signal) => answerOf(api.GET('/nextterm/v1/windows', { signal, params: { query: page.query, header: page.header } })));
  const showsMoney = may('charges.read');
  return (
    <>
      {list.hasMore ? <Text block>Most money first among those that close soonest; what closes later follows below.</Text> : <Sums closing={list.items} />}
      <LongTable
        list={list}
        label="Windows that close soon"
        what="open windows"
        empty="No window closes within seven days."
        keyOf={({ subscriptionId }) => subscriptionId}
        columns={[
          { title: 'Subscription', cell: ({ customerId, subscriptionId, name }) => <PageLink to={`/customers/${customerId}/subscriptions/${subscriptionId}`}>{name}</PageLink> },
          { title: 'Customer', cell: ({ customerId, customerName }) => <PageLink to={`/customers/${customerId}`}>{customerName ?? customerId}</PageLink> },
          { title: 'Seats that can come off', isNumber: true, cell: ({ seatsThatCanComeOff, quantity }) => `${seatsThatCanComeOff} of ${quantity}` },
          { title: 'Until', cell: ({ closesAt }) => <Instant at={closesAt} /> },
          ...(showsMoney
            ? [
                { title: 'Would come back', isNumber: true, cell: ({ atRisk }: Closing) => (atRisk === undefined ? 'nothing' : <Money amount={atRisk.amount} currency={atRisk.currency} />) },
                { title: 'How', cell: wayText },
              ]
            : []),
        ]}
      />
    </>
  );
};
