import { type operations } from '@described';
import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';
import { Facts } from '../../parts/facts';
import { Day, Instant } from '../../parts/instant';
import { Money, moneyText } from '../../parts/money';
import { Failed, Loading } from '../../parts/states';
import { counted, named } from '../../parts/words';
import { type Charged, type SubscriptionKey } from './subscriptionData';

type Explanation = operations['explainCharge']['responses'][200]['content']['application/json'];

const useStyles = makeStyles({ content: { display: 'grid', gap: tokens.spacingVerticalL }, surface: { maxWidth: 'min(48rem, 96vw)', width: '100%' } });

const byText = (explanation: Explanation): string | undefined => {
  const { by } = explanation;
  if (by === undefined) return undefined;
  if (by.kind === 'system') return 'by itself';
  return `${by.name ?? by.id ?? by.kind}, ${named(by.operation).toLowerCase()}`;
};

const OfLicences = ({ explanation }: { readonly explanation: Extract<Explanation, { readonly promotion?: unknown; readonly price: { readonly fixedSince: string } }> }) => {
  const { currency, days, price, promotion, quantity } = explanation;
  const { sheetRow } = price;
  return (
    <Facts
      facts={{
        Quantity: quantity,
        'Price of a cycle': <Money amount={price.unitPrice} currency={currency} />,
        'Price by days and promotion': `${price.effectiveUnitPrice} ${currency}`,
        Days: days && `${days.billable} of ${days.ofCycle}`,
        From: days && <Day on={days.from} />,
        To: days && <Day on={days.to} />,
        'Price fixed since': <Day on={price.fixedSince} />,
        'Row of the price sheet': sheetRow && `${sheetRow.productId}:${sheetRow.skuId}, ${sheetRow.market}, ${named(sheetRow.segment).toLowerCase()}: ${moneyText(sheetRow.termPrice, sheetRow.currency)} for the term`,
        Promotion: promotion && `${promotion.name ?? promotion.id}${promotion.discountPercent === undefined ? '' : `, ${promotion.discountPercent} % off`}`,
      }}
    />
  );
};

const isOfLicences = (explanation: Explanation): explanation is Extract<Explanation, { readonly price: { readonly fixedSince: string } }> => 'fixedSince' in explanation.price;

/** What was used: quantity, price, and in which month it is billed. */
const OfUse = ({ explanation }: { readonly explanation: Extract<Explanation, { readonly billed: unknown }> }) => {
  const { price, currency, quantity, billed } = explanation;
  return (
    <Facts
      facts={{
        Quantity: typeof quantity === 'number' ? counted(quantity, 'minute') : quantity,
        'Unit price': `${price.unitPrice} ${currency}`,
        'Billed in': billed.month,
        'Billed as': <Money amount={billed.amount} currency={billed.currency} />,
        'Exchange rate': billed.exchangeRate,
      }}
    />
  );
};

const Explained = ({ explanation }: { readonly explanation: Explanation }) => {
  const { arithmetic, rounding, policy, event, sentence } = explanation;
  return (
    <>
      <Text block weight="semibold" data-testid="arithmetic">
        {arithmetic}
      </Text>
      {isOfLicences(explanation) ? <OfLicences explanation={explanation} /> : <OfUse explanation={explanation} />}
      <Facts
        facts={{
          Rounding: rounding.meaning,
          Policy: policy,
          Because: event && (
            <>
              {event.types.map(named).join(', ')}, <Instant at={event.at} />
            </>
          ),
          Who: byText(explanation),
        }}
      />
      <Text block>
        {sentence}
      </Text>
    </>
  );
};

/** How a charge came to its amount: price, days, rounding, why and by whom. */
export const ExplainDialog = ({ customerId, subscriptionId, line, close }: SubscriptionKey & { readonly line: Charged; readonly close: () => void }) => {
  const styles = useStyles();
  const { id: lineId, chargeStartDate } = line;
  // What was used is named by its month too.
  const month = 'arithmetic' in line ? {} : { month: chargeStartDate.slice(0, 7) };
  const { data, error, refetch } = useQuery({
    queryKey: ['explain', customerId, subscriptionId, lineId, chargeStartDate],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/charges/{lineId}/explain', { signal, params: { path: { customerId, subscriptionId, lineId }, query: month } }),
      ),
  });
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && close()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>How this charge came about</DialogTitle>
          <DialogContent className={styles.content}>
            {error !== null && <Failed error={error} retry={() => void refetch()} />}
            {error === null && data === undefined && <Loading what="the explanation" />}
            {data && <Explained explanation={data} />}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={close}>
              Close
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
