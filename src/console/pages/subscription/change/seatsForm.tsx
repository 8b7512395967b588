import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { Instant } from '../../../parts/instant';
import { counted } from '../../../parts/words';
import { type Subscription } from '../subscriptionData';
import { type FormProps } from './formProps';
import { PatchDialog } from './patchDialog';

/** How many can come off, each batch until its own instant. */
const ComingOffText = ({ refundableQuantity }: Pick<Subscription, 'refundableQuantity'>) => {
  const details = refundableQuantity?.details ?? [];
  if (details.length === 0) return <>None can come off now.</>;
  return (
    <>
      {details.map(({ quantity, allowedUntilDateTime }, index) => (
        // Several end at the same instant, with their term say.
        <span key={`${index} ${allowedUntilDateTime}`}>
          {`${counted(quantity, 'seat')} can come off until `}
          <Instant at={allowedUntilDateTime} />.{' '}
        </span>
      ))}
    </>
  );
};

/** More seats, or fewer. */
export const SeatsForm = ({ subscription, of, done, close }: FormProps) => {
  const [text, setText] = useState(String(subscription.quantity));
  const quantity = /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
  const isAnother = quantity !== undefined && quantity !== subscription.quantity;
  return (
    <PatchDialog
      subscription={subscription}
      of={of}
      title={`Seats of ${subscription.friendlyName}`}
      confirm={isAnother ? `Change to ${counted(quantity, 'seat')}` : 'Change seats'}
      body={isAnother ? { quantity } : undefined}
      said={(after) => `${counted(after.quantity, 'seat')} from now on, instead of ${subscription.quantity}.`}
      done={done}
      close={close}
    >
      <Field label="Seats" hint={<ComingOffText {...subscription} />} {...(quantity === undefined && { validationMessage: 'A whole number of seats.' })}>
        <Input type="number" min={0} step={1} value={text} onChange={(_, { value }) => setText(value)} />
      </Field>
    </PatchDialog>
  );
};
