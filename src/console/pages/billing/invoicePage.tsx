import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { DownloadButton } from '../../parts/downloadButton';
import { Facts } from '../../parts/facts';
import { Day, Instant } from '../../parts/instant';
import { Money } from '../../parts/money';
import { Page } from '../../parts/page';
import { PageLink } from '../../parts/pageLink';
import { Failed, Loading } from '../../parts/states';
import { Tabs } from '../../parts/tabs';
import { named } from '../../parts/words';
import { useSession } from '../../session/useSession';
import { type BillingLine, type Invoice, type LineKind, monthOf, monthText, type UsageLine, useInvoice } from './billingData';
import { BillingLines, UsageLines } from './lineTables';

const PAGE_SIZE = 200;

const useLines = <T,>(invoiceId: string, invoiceLineItemType: LineKind) =>
  useList<T>(['invoiceLines', invoiceId, invoiceLineItemType], async (page, signal) => {
    const query = { provider: 'onetime', invoiceLineItemType, size: PAGE_SIZE, ...page.query } as const;
    const { items, ...rest } = await answerOf(api.GET('/v1/invoices/{invoiceId}/lineitems', { signal, params: { path: { invoiceId }, query, header: page.header } }));
    return { ...rest, items: items as unknown as readonly T[] };
  });

const Charged = ({ invoiceId }: { readonly invoiceId: string }) => <BillingLines list={useLines<BillingLine>(invoiceId, 'billinglineitems')} empty="It has no line." />;
const Used = ({ invoiceId }: { readonly invoiceId: string }) => <UsageLines list={useLines<UsageLine>(invoiceId, 'usagelineitems')} empty="No usage is behind it." />;

/** How the month was invoiced. */
const Run = ({ month }: { readonly month: string }) => {
  const { data, error, refetch } = useQuery({ queryKey: ['invoiceRun', month], queryFn: ({ signal }) => answerOf(api.GET('/nextterm/v1/invoiceruns/{month}', { signal, params: { path: { month } } })) });
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="how it was invoiced" />;
  return (
    <Facts
      facts={{
        State: named(data.status),
        Began: 'startedAt' in data ? <Instant at={data.startedAt} /> : undefined,
        'Lines counted': 'linesCounted' in data ? data.linesCounted : undefined,
        Issued: 'issuedAt' in data && data.issuedAt !== undefined ? <Instant at={data.issuedAt} /> : undefined,
        Invoices: 'invoices' in data ? data.invoices.map((id) => <span key={id}><PageLink to={`/invoices/${id}`}>{id}</PageLink> </span>) : undefined,
        'Held because': 'reason' in data ? data.reason : undefined,
      }}
    />
  );
};

const Known = ({ invoice }: { readonly invoice: Invoice }) => {
  const { id, billingPeriodStartDate, billingPeriodEndDate, invoiceDate, dueDate, subtotal, taxTotal, totalCharges, currencyCode, lineItemCount, documentType } = invoice;
  return (
    <>
      <Facts
        facts={{
          Month: monthText(billingPeriodStartDate),
          Period: (
            <>
              <Day on={billingPeriodStartDate} /> to <Day on={billingPeriodEndDate} />
            </>
          ),
          Kind: named(documentType),
          Issued: <Instant at={invoiceDate} />,
          'To be paid by': <Day on={dueDate} />,
          'Before tax': <Money amount={subtotal} currency={currencyCode} />,
          Tax: <Money amount={taxTotal} currency={currencyCode} />,
          Total: <Money amount={totalCharges} currency={currencyCode} />,
          Lines: lineItemCount,
        }}
      />
      <Tabs
        label="More about the invoice"
        tabs={[
          { key: 'lines', title: 'Lines', permission: 'reconciliation.read', shown: () => <Charged invoiceId={id} /> },
          { key: 'usage', title: 'Daily usage', permission: 'reconciliation.read', shown: () => <Used invoiceId={id} /> },
          { key: 'run', title: 'How it was invoiced', permission: 'invoices.read', shown: () => <Run month={monthOf(billingPeriodStartDate)} /> },
        ]}
      />
    </>
  );
};

/** One invoice: its sums, its lines, and its files. */
export const InvoicePage = () => {
  const { invoiceId = '' } = useParams();
  const { may } = useSession();
  const { data: invoice, error, refetch } = useInvoice(invoiceId);
  return (
    <Page
      title={`Invoice ${invoiceId}`}
      permission="invoices.read"
      above={[{ title: 'Invoices', path: '/invoices' }]}
      actions={
        invoice && (
          <>
            <DownloadButton label="Statement (PDF)" path={`/v1/invoices/${invoiceId}/documents/statement`} accept="application/pdf" name={`Invoice_${invoiceId}.pdf`} />
            {may('reconciliation.read') && <DownloadButton label="Lines as CSV" path={`/v1/invoices/${invoiceId}/lineitems?provider=onetime&invoicelineitemtype=billinglineitems`} accept="text/csv" name={`${invoiceId}.csv`} />}
            {may('reconciliation.read') && <DownloadButton label="Daily usage as CSV" path={`/v1/invoices/${invoiceId}/lineitems?provider=onetime&invoicelineitemtype=usagelineitems`} accept="text/csv" name={`${invoiceId}-usage.csv`} />}
          </>
        )
      }
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {invoice === undefined ? error === null && <Loading what="the invoice" /> : <Known invoice={invoice} />}
    </Page>
  );
};
