import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { arithmeticText } from '../../change/chargeLines';
import { DownloadButton } from '../../parts/downloadButton';
import { Day } from '../../parts/instant';
import { LongTable } from '../../parts/longTable';
import { Money } from '../../parts/money';
import { named } from '../../parts/words';
import { ExplainDialog } from './explainDialog';
import { type Charged, type SubscriptionKey } from './subscriptionData';

const currencyOf = (line: Charged): string => ('pricingCurrency' in line ? line.pricingCurrency : line.currency);

const forText = (line: Charged): string => ('arithmetic' in line ? arithmeticText(line) : 'name' in line ? `${line.name}, ${line.unit}` : 'minutes');

/** Each charge with its arithmetic, and how it came to its amount where somebody asks. */
export const ChargesTab = ({ customerId, subscriptionId }: SubscriptionKey) => {
  const [explained, setExplained] = useState<Charged>();
  const list = useList<Charged>(['charges', customerId, subscriptionId], (page, signal) =>
    answerOf(api.GET('/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/charges', { signal, params: { path: { customerId, subscriptionId }, query: page.query, header: page.header } })),
  );
  return (
    <>
      <div>
        <DownloadButton label="Download as CSV" path={`/nextterm/v1/customers/${customerId}/subscriptions/${subscriptionId}/charges?format=csv`} accept="text/csv" name="charges.csv" />
      </div>
      <LongTable
        list={list}
        label="Charges"
        what="its charges"
        empty="Nothing was charged for it yet."
        keyOf={({ id, chargeStartDate }) => `${id} ${chargeStartDate}`}
        columns={[
          { title: 'Charge', cell: ({ chargeType }) => named(chargeType) },
          { title: 'From', cell: ({ chargeStartDate }) => <Day on={chargeStartDate} /> },
          { title: 'To', cell: ({ chargeEndDate }) => (chargeEndDate === undefined ? 'for good' : <Day on={chargeEndDate} />) },
          { title: 'Quantity', isNumber: true, cell: ({ quantity }) => quantity },
          { title: 'Unit price', isNumber: true, cell: (line) => <Money amount={line.unitPrice} currency={currencyOf(line)} /> },
          { title: 'For', cell: forText },
          { title: 'Amount', isNumber: true, cell: (line) => <Money amount={line.subtotal} currency={currencyOf(line)} /> },
          {
            title: 'Explanation',
            cell: (line) => (
              <Button size="small" onClick={() => setExplained(line)} aria-label={`Explain ${named(line.chargeType)} of ${line.chargeStartDate.slice(0, 10)}`}>
                Explain
              </Button>
            ),
          },
        ]}
      />
      {explained && <ExplainDialog customerId={customerId} subscriptionId={subscriptionId} line={explained} close={() => setExplained(undefined)} />}
    </>
  );
};
