import { answerOf, api } from '../../api/api';
import { useQuery } from '@tanstack/react-query';
import { Day, Instant } from '../../parts/instant';
import { LinkButton } from '../../parts/linkButton';
import { ShortTable } from '../../parts/longTable';
import { Money } from '../../parts/money';
import { Page } from '../../parts/page';
import { PageLink } from '../../parts/pageLink';
import { Empty, Failed, Loading } from '../../parts/states';
import { Unreadable } from '../../parts/unreadable';
import { named } from '../../parts/words';
import { useSession } from '../../session/useSession';
import { useClock } from '../../shell/clock';
import { monthOf, monthText, useInvoices } from './billingData';

/** When the running month comes onto an invoice. */
const Running = () => {
  const { now } = useClock();
  const month = monthOf(now);
  const { data, error, refetch } = useQuery({ queryKey: ['invoiceRun', month], queryFn: ({ signal }) => answerOf(api.GET('/nextterm/v1/invoiceruns/{month}', { signal, params: { path: { month } } })) });
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined || !('dueAt' in data)) return null;
  return (
    <span>
      {monthText(month)} is invoiced on <Instant at={data.dueAt} />.
    </span>
  );
};

const Invoices = () => {
  const { data, error, refetch } = useInvoices();
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="your invoices" />;
  const { invoices, unreadable } = data;
  if (invoices.length === 0 && unreadable === 0) return <Empty>No month of yours has been invoiced yet.</Empty>;
  return (
    <>
      <Unreadable count={unreadable} of="this list" />
      <ShortTable
        rows={invoices}
        label="Invoices"
        keyOf={({ id }) => id}
        columns={[
          { title: 'Invoice', cell: ({ id }) => <PageLink to={`/invoices/${id}`}>{id}</PageLink> },
          { title: 'Month', cell: ({ billingPeriodStartDate }) => monthText(billingPeriodStartDate) },
          { title: 'Kind', cell: ({ documentType }) => named(documentType) },
          { title: 'Due', cell: ({ dueDate }) => <Day on={dueDate} /> },
          { title: 'Lines', isNumber: true, cell: ({ lineItemCount }) => lineItemCount },
          { title: 'Before tax', isNumber: true, cell: ({ subtotal, currencyCode }) => <Money amount={subtotal} currency={currencyCode} /> },
          { title: 'Total', isNumber: true, cell: ({ totalCharges, currencyCode }) => <Money amount={totalCharges} currency={currencyCode} /> },
        ]}
      />
    </>
  );
};

/** What was invoiced to the partner, the newest first. */
export const InvoicesPage = () => {
  const { may } = useSession();
  const { now } = useClock();
  return (
    <Page
      title="Invoices"
      permission="invoices.read"
      actions={
        may('reconciliation.read') && (
          <>
            <LinkButton to="/unbilled">On no invoice yet</LinkButton>
            <LinkButton to={`/statements/${monthOf(now)}`}>This month</LinkButton>
          </>
        )
      }
    >
      <Running />
      <Invoices />
    </Page>
  );
};
