import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { Failed } from '../../../parts/states';
import { named } from '../../../parts/words';
import { type FormProps } from './formProps';
import { PatchDialog } from './patchDialog';
import { usePlans } from './planChoice';
import { type BillingCycle, partsOf } from './plans';

/** Another billing cycle from the next charge on, within the term. */
export const NextChargeForm = ({ subscription, of, done, close }: FormProps) => {
  const [chosen, setChosen] = useState<BillingCycle>();
  const { data: plans = [], error, refetch } = usePlans(of.customerId, subscription.offerId);
  const parts = partsOf(subscription.offerId);
  const others = plans.filter(({ termDuration, billingCycle }) => termDuration === subscription.termDuration && billingCycle !== subscription.billingCycle);
  return (
    <PatchDialog
      subscription={subscription}
      of={of}
      title={`How ${subscription.friendlyName} is billed`}
      confirm="Change it with the next charge"
      body={chosen === undefined || parts === undefined ? undefined : { nextChargeInstructions: { product: { productId: parts.productId, skuId: parts.skuId, billingCycle: chosen } } }}
      said={() => `Billed otherwise from the next charge on: ${named(chosen ?? '').toLowerCase()}.`}
      done={done}
      close={close}
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      <Field label={`Billed ${named(subscription.billingCycle).toLowerCase()} now. From the next charge on:`}>
        <RadioGroup value={chosen ?? ''} onChange={(_, { value }) => setChosen(value as BillingCycle)}>
          {others.map(({ billingCycle, description }) => (
            <Radio key={billingCycle} value={billingCycle} label={description} />
          ))}
        </RadioGroup>
      </Field>
    </PatchDialog>
  );
};
