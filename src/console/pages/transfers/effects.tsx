import { makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components';
import { type ReactNode } from 'react';
import { ChargeLines } from '../../change/chargeLines';
import { Day, Instant } from '../../parts/instant';
import { ShortTable } from '../../parts/longTable';
import { Money, moneyText } from '../../parts/money';
import { counted, named, spelled } from '../../parts/words';
import { type PreviewedLine } from './transferData';

type Effect = PreviewedLine['gains'][number];

const useStyles = makeStyles({ list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL }, several: { display: 'grid', gap: tokens.spacingVerticalXS } });

const effectShown = (effect: Effect): ReactNode => {
  switch (effect.what) {
    case 'subscription':
      return (
        <>
          the subscription, {counted(effect.quantity, 'seat')} until <Day on={effect.termEnd} />
        </>
      );
    case 'promotion':
      return 'its promotion';
    case 'scheduledNextTermInstructions':
      return 'what is planned for the next term';
    case 'nextChargeInstructions':
      return 'what is planned for the next charge';
    case 'cancellationWindow':
      return (
        <>
          {counted(effect.quantity, 'seat')} that can come off until <Instant at={effect.closesAt} />
        </>
      );
    case 'commonTermEnd':
      return (
        <>
          the end of term in common, <Day on={effect.termEnd} />
        </>
      );
    case 'azurePlan':
      return 'an Azure plan';
    case 'overageAssignment':
      return `the overage of ${named(effect.service)}`;
  }
};

const Effects = ({ effects }: { readonly effects: readonly Effect[] }) => {
  const { list } = useStyles();
  return effects.length === 0 ? (
    'nothing'
  ) : (
    <ul className={list}>
      {effects.map((effect) => (
        <li key={JSON.stringify(effect)}>{effectShown(effect)}</li>
      ))}
    </ul>
  );
};

interface Shown {
  readonly items: readonly PreviewedLine[];
  readonly gains: readonly Effect[];
  readonly loses: readonly Effect[];
}

/** What each subscription becomes for one side. */
export const TransferEffects = ({ items, gains, loses }: Shown) => {
  const styles = useStyles();
  const outdated = items.filter(({ offerOutdated }) => offerOutdated === true);
  return (
    <div className={styles.several}>
      {outdated.map(({ line, friendlyName, shown }) => (
        <MessageBar key={line} intent="warning" layout="multiline">
          <MessageBarBody>
            {`${friendlyName}: the terms have become worse since it was offered${shown === undefined ? '' : `, when a seat was ${moneyText(shown.pricePerCycle, shown.currency)} a cycle`}. It has to be offered again before it can be handed over.`}
          </MessageBarBody>
        </MessageBar>
      ))}
      <ShortTable
        rows={items}
        label="What becomes of each subscription"
        keyOf={({ line }) => String(line)}
        columns={[
          { title: 'Subscription', cell: ({ friendlyName }) => friendlyName },
          { title: 'Seats', isNumber: true, cell: ({ quantity }) => quantity },
          { title: 'Term', cell: ({ termDuration, billingCycle }) => `${spelled(termDuration)}, ${named(billingCycle).toLowerCase()}` },
          { title: 'Until', cell: ({ commitmentEndDate }) => <Day on={commitmentEndDate} /> },
          { title: 'A seat, each cycle', isNumber: true, cell: ({ pricePerCycle, currency }) => pricePerCycle !== undefined && currency !== undefined && <Money amount={pricePerCycle} currency={currency} /> },
          { title: 'Possible', cell: ({ possible, reason }) => (possible ? 'yes' : `no: ${reason ?? ''}`) },
          { title: 'You gain', cell: (line) => <Effects effects={line.gains} /> },
          { title: 'You lose', cell: (line) => <Effects effects={line.loses} /> },
        ]}
      />
      {gains.length > 0 && (
        <div>
          All together you gain: <Effects effects={gains} />
        </div>
      )}
      {loses.length > 0 && (
        <div>
          All together you lose: <Effects effects={loses} />
        </div>
      )}
    </div>
  );
};

/** The money of one side. */
export const TransferCharges = ({ items }: { readonly items: readonly PreviewedLine[] }) => {
  const charges = items.flatMap((line) => line.charges);
  return charges.length === 0 ? <span>Nothing is charged, and nothing given back.</span> : <ChargeLines lines={charges} label="Your charges" />;
};
