import { Field, Input } from '@fluentui/react-components';
import { useNavigate, useParams } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { DownloadButton } from '../../parts/downloadButton';
import { Facts } from '../../parts/facts';
import { Instant } from '../../parts/instant';
import { LongTable, ShortTable } from '../../parts/longTable';
import { Money } from '../../parts/money';
import { Page } from '../../parts/page';
import { PageLink } from '../../parts/pageLink';
import { Section } from '../../parts/section';
import { Empty, Failed, Loading } from '../../parts/states';
import { Tabs } from '../../parts/tabs';
import { named } from '../../parts/words';
import { monthText, type Statement } from './billingData';

const PAGE_SIZE = 200;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

const read = (month: string, signal: AbortSignal, page: { readonly query?: { readonly seekOperation?: 'Next' }; readonly header?: { readonly 'MS-ContinuationToken'?: string } } = {}) =>
  answerOf(api.GET('/nextterm/v1/statements/{month}', { signal, params: { path: { month }, query: { size: PAGE_SIZE, ...page.query }, ...(page.header && { header: page.header }) } })) as Promise<Statement>;

const compared = [
  { title: 'This month', isNumber: true, cell: ({ amount, currency }: Compared) => <Money amount={amount} currency={currency} /> },
  { title: 'Last month', isNumber: true, cell: ({ lastMonth, currency }: Compared) => <Money amount={lastMonth} currency={currency} /> },
  { title: 'Difference', isNumber: true, cell: ({ difference, currency }: Compared) => <Money amount={difference} currency={currency} /> },
] as const;

interface Compared {
  readonly amount: string;
  readonly lastMonth: string;
  readonly difference: string;
  readonly currency: string;
}

const Groups = ({ month }: { readonly month: string }) => (
  <LongTable
    list={useList(['statementGroups', month], (page, signal) => read(month, signal, page))}
    label="By customer and product"
    what="what customers came to"
    empty="Nothing was charged in this month, nor in the one before."
    keyOf={(row) => `${row.customerId} ${row.productId}:${row.skuId} ${row.reason} ${row.currency}`}
    columns={[
      { title: 'Customer', cell: ({ customerId, customerName }) => <PageLink to={`/customers/${customerId}`}>{customerName}</PageLink> },
      { title: 'Product', cell: ({ name }) => name },
      { title: 'Reason', cell: ({ reason }) => named(reason) },
      { title: 'Lines', isNumber: true, cell: ({ lines }) => lines },
      ...compared,
    ]}
  />
);

const Coming = ({ month }: { readonly month: string }) => (
  <LongTable
    list={useList(['statementComing', month], (page, signal) => answerOf(api.GET('/nextterm/v1/statements/{month}/coming', { signal, params: { path: { month }, query: page.query, header: page.header } })))}
    label="What will still come"
    what="what will still come"
    empty="Nothing more comes in this month if nobody acts."
    keyOf={(row) => `${row.date} ${row.kind} ${row.subscriptionId}`}
    columns={[
      { title: 'At', cell: ({ date }) => <Instant at={date} /> },
      { title: 'What', cell: ({ kind }) => named(kind) },
      { title: 'Customer', cell: ({ customerId, customerName }) => <PageLink to={`/customers/${customerId}`}>{customerName}</PageLink> },
      { title: 'Subscription', cell: ({ customerId, subscriptionId, friendlyName }) => <PageLink to={`/customers/${customerId}/subscriptions/${subscriptionId}`}>{friendlyName}</PageLink> },
      { title: 'Brings', isNumber: true, cell: ({ amount, currency }) => (amount === undefined || currency === undefined ? 'cannot be known' : <Money amount={amount} currency={currency} />) },
    ]}
  />
);

const Known = ({ month }: { readonly month: string }) => {
  const { data, error, refetch } = useQuery({ queryKey: ['statement', month], queryFn: ({ signal }) => read(month, signal) });
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="the statement" />;
  const { status, asOf, invoices, totals = [], reasons = [], links } = data;
  return (
    <>
      <Facts
        facts={{
          State: named(status),
          'As of': <Instant at={asOf} />,
          'Beside it': monthText(data.lastMonth),
          Invoices: invoices.length === 0 ? 'none yet' : invoices.map((id) => <span key={id}><PageLink to={`/invoices/${id}`}>{id}</PageLink> </span>),
        }}
      />
      {totals.length > 0 && (
        <Section title="All together, before tax">
          <ShortTable rows={totals} label="Totals" keyOf={({ currency }) => currency} columns={[{ title: 'Currency', cell: ({ currency }) => currency }, { title: 'Lines', isNumber: true, cell: ({ lines }) => lines }, ...compared]} />
          <ShortTable rows={reasons} label="By reason" keyOf={({ reason, currency }) => `${reason} ${currency}`} columns={[{ title: 'Reason', cell: ({ reason }) => named(reason) }, { title: 'Lines', isNumber: true, cell: ({ lines }) => lines }, ...compared]} />
        </Section>
      )}
      <Tabs
        label="More about the month"
        tabs={[
          { key: 'groups', title: 'By customer and product', shown: () => <Groups month={month} /> },
          ...(links.coming === undefined ? [] : [{ key: 'coming', title: 'What will still come', shown: () => <Coming month={month} /> }]),
        ]}
      />
    </>
  );
};

/** One month against the one before it. */
export const StatementPage = () => {
  const { month = '' } = useParams();
  const navigate = useNavigate();
  const isMonth = MONTH.test(month);
  return (
    <Page
      title={isMonth ? `Statement of ${monthText(month)}` : 'Statement of a month'}
      permission="reconciliation.read"
      above={[{ title: 'Invoices', path: '/invoices' }]}
      actions={isMonth && <DownloadButton label="Download as CSV" path={`/nextterm/v1/statements/${month}`} accept="text/csv" name={`statement-${month}.csv`} />}
    >
      <Field label="Month" style={{ maxWidth: '14rem' }}>
        <Input type="month" value={month} onChange={(_, { value }) => value !== '' && void navigate(`/statements/${value}`, { replace: true })} />
      </Field>
      {isMonth ? <Known key={month} month={month} /> : <Empty>Choose a month.</Empty>}
    </Page>
  );
};
