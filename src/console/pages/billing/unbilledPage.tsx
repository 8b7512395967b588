import { Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { DownloadButton } from '../../parts/downloadButton';
import { Page } from '../../parts/page';
import { Empty } from '../../parts/states';
import { Tabs } from '../../parts/tabs';
import { useSession } from '../../session/useSession';
import { type BillingLine, type LineKind, type UsageLine } from './billingData';
import { BillingLines, UsageLines } from './lineTables';

const PAGE_SIZE = 200;
const CURRENCY = /^[A-Z]{3}$/;

const useStyles = makeStyles({ asked: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'end' } });

interface Question {
  readonly currencyCode: string;
  readonly period: 'current' | 'previous';
}

const useLines = <T,>(question: Question, invoiceLineItemType: LineKind) =>
  useList<T>(['unbilled', question, invoiceLineItemType], async (page, signal) => {
    const query = { provider: 'onetime', invoiceLineItemType, ...question, size: PAGE_SIZE, ...page.query } as const;
    const { items, ...rest } = await answerOf(api.GET('/v1/invoices/unbilled/lineitems', { signal, params: { query, header: page.header } }));
    return { ...rest, items: items as unknown as readonly T[] };
  });

const Charged = (question: Question) => <BillingLines list={useLines<BillingLine>(question, 'billinglineitems')} empty="No charge of this month and currency waits for its invoice." />;
const Used = (question: Question) => <UsageLines list={useLines<UsageLine>(question, 'usagelineitems')} empty="No usage of this month and currency waits for its invoice." />;

const Asked = () => {
  const styles = useStyles();
  const { caller } = useSession();
  const [typed, setCurrency] = useState(caller.partner?.currency ?? 'EUR');
  const [period, setPeriod] = useState<Question['period']>('current');
  const currencyCode = typed.trim().toUpperCase();
  const isCurrency = CURRENCY.test(currencyCode);
  const question = { currencyCode, period };
  return (
    <>
      <div className={styles.asked}>
        <Field label="Month">
          <Select value={period} onChange={(_, { value }) => setPeriod(value === 'previous' ? 'previous' : 'current')}>
            <option value="current">The running one</option>
            <option value="previous">The one before</option>
          </Select>
        </Field>
        <Field label="Currency">
          <Input value={typed} maxLength={3} onChange={(_, { value }) => setCurrency(value)} />
        </Field>
        {isCurrency && (
          <DownloadButton label="Lines as CSV" path={`/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=${currencyCode}&period=${period}`} accept="text/csv" name={`unbilled-${currencyCode}.csv`} />
        )}
      </div>
      {isCurrency ? (
        <Tabs
          label="Lines"
          tabs={[
            { key: 'lines', title: 'Lines', shown: () => <Charged {...question} /> },
            { key: 'usage', title: 'Daily usage', shown: () => <Used {...question} /> },
          ]}
        />
      ) : (
        <Empty>A currency has three letters: EUR, say.</Empty>
      )}
    </>
  );
};

/** What was charged, and is on no invoice yet. */
export const UnbilledPage = () => (
  <Page title="On no invoice yet" permission="reconciliation.read" above={[{ title: 'Invoices', path: '/invoices' }]}>
    <Asked />
  </Page>
);
