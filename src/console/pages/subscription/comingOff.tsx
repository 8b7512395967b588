import { Text } from '@fluentui/react-components';
import { ShortTable } from '../../parts/longTable';
import { Instant } from '../../parts/instant';
import { Section } from '../../parts/section';
import { counted } from '../../parts/words';
import { hasSeats } from './subscriptionFacts';
import { type Subscription } from './subscriptionData';

const refunds = { Full: 'all of it comes back', Partial: 'what is left of it comes back' } as const;

const RefundText = ({ refundOptions, cancellationAllowedUntilDate }: Subscription) => {
  if (cancellationAllowedUntilDate === undefined) return <Text>It cannot be cancelled now.</Text>;
  return (
    <Text>
      It can be cancelled until <Instant at={cancellationAllowedUntilDate} />
      {refundOptions.map(({ type, expiresAt }) => (
        <span key={type}>
          {expiresAt === cancellationAllowedUntilDate ? '; ' : <>; until <Instant at={expiresAt} /> </>}
          {refunds[type]}
        </span>
      ))}
      .
    </Text>
  );
};

/** Seats that can still come off, each until its deadline, and whether all of it can still be cancelled. */
export const ComingOff = ({ subscription }: { readonly subscription: Subscription }) => {
  const { refundableQuantity } = subscription;
  const open = refundableQuantity?.details ?? [];
  return (
    <Section title="What can still be taken back">
      {hasSeats(subscription) && (
        <>
          <Text>{refundableQuantity === undefined || refundableQuantity.totalQuantity === 0 ? 'No seat can come off now.' : `${counted(refundableQuantity.totalQuantity, 'seat')} can still come off.`}</Text>
          {open.length > 0 && (
            <ShortTable
              rows={open}
              label="Seats that can still come off"
              // Several end at the same instant, with their term say.
              keyOf={(batch) => String(open.indexOf(batch))}
              columns={[
                { title: 'Seats', isNumber: true, cell: ({ quantity }) => quantity },
                { title: 'Until', cell: ({ allowedUntilDateTime }) => <Instant at={allowedUntilDateTime} /> },
              ]}
            />
          )}
        </>
      )}
      <RefundText {...subscription} />
    </Section>
  );
};
