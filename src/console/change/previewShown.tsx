import { makeStyles, MessageBar, MessageBarBody, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { Instant } from '../parts/instant';
import { moneyText } from '../parts/money';
import { counted, named } from '../parts/words';
import { ChargeLines } from './chargeLines';
import { type ChargeLine, type Preview } from './preview';
import { removedText } from './removedWords';
import { sumsOf } from './sums';

const useStyles = makeStyles({ title: { margin: 0 }, shown: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalM }, list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL, display: 'grid', gap: tokens.spacingVerticalXS } });

const Total = ({ lines }: { readonly lines: readonly ChargeLine[] }) => (
  <Text weight="semibold" role="status" data-testid="preview-total">
    {lines.length === 0 ? 'Nothing is charged now, and nothing given back.' : sumsOf(lines).map(({ amount, currency }) => `${amount.startsWith('-') ? 'Given back now' : 'Charged now'}: ${moneyText(amount.replace('-', ''), currency)}`).join(', ')}
  </Text>
);

/** What a command would do: lines to the cent, windows gained and lost, what is deleted, until when it can be undone, what comes then. */
export const PreviewShown = ({ preview: { charges, windows, removed, outOfProportion = [], reversible, reversibleUntil, ahead = [] } }: { readonly preview: Preview }) => {
  const styles = useStyles();
  return (
    <section className={styles.shown} aria-label="Preview">
      <Subtitle2 as="h3" className={styles.title}>What this will do</Subtitle2>
      <Total lines={charges} />
      {charges.length > 0 && <ChargeLines lines={charges} label="Lines that it will charge" />}
      {removed.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{`It deletes ${removed.map(removedText).join(' and ')}.`}</MessageBarBody>
        </MessageBar>
      )}
      {outOfProportion.map(({ productId, skuId, description }) => (
        <MessageBar key={`${productId}:${skuId}`} intent="warning" layout="multiline">
          <MessageBarBody>{description}</MessageBarBody>
        </MessageBar>
      ))}
      <ul className={styles.list}>
        {windows.map(({ change, quantity, closesAt }, index) => (
          // Of several lines some open at the same instant.
          <li key={`${index} ${change}${closesAt}`}>
            {change === 'opened' ? 'A window opens: ' : 'A window is used: '}
            {counted(quantity, 'seat')}
            {change === 'opened' ? ' can come off again until ' : ' that could come off until '}
            <Instant at={closesAt} />
          </li>
        ))}
        <li>
          {!reversible ? 'It cannot be undone.' : reversibleUntil === undefined ? 'It can be undone.' : <>It can be undone until <Instant at={reversibleUntil} />.</>}
        </li>
        {ahead.map(({ what, at, brings }, index) => (
          <li key={`${index} ${what}${at}`}>
            {`${named(what)} on `}
            <Instant at={at} />
            {`: ${counted(brings.quantity, 'seat')} of ${brings.product.title}`}
            {brings.amount !== undefined && brings.currency !== undefined && ` for ${moneyText(brings.amount, brings.currency)}`}
            {brings.reasons !== undefined && ` (${brings.reasons.map(named).join(', ')})`}
          </li>
        ))}
      </ul>
    </section>
  );
};
