import { Field, Input, Select } from '@fluentui/react-components';
import { type components } from '@described';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../../api/api';
import { ChangeDialog, type Sent } from '../../../change/changeDialog';
import { isPreview } from '../../../change/preview';
import { localText } from '../../../parts/instant';
import { Failed } from '../../../parts/states';
import { counted, named, spelled } from '../../../parts/words';
import { type SubscriptionKey } from '../subscriptionData';
import { reasonText } from './entries';
import { type FormProps } from './formProps';
import { useFormStyles } from './formStyles';
import { PlanChoice, usePlans } from './planChoice';
import { type Plan, partsOf } from './plans';

type Eligibility = components['schemas']['TransitionEligibility'];
type ChosenPlan = Pick<Plan, 'termDuration' | 'billingCycle'>;

const useEligibility = (path: SubscriptionKey, catalogItemId: string) =>
  useQuery({
    queryKey: ['eligibility', path.customerId, path.subscriptionId, catalogItemId],
    queryFn: async ({ signal }) => {
      const { items } = await answerOf(api.GET('/v1/customers/{customerId}/subscriptions/{subscriptionId}/transitionEligibilities', { signal, params: { path } }));
      return items.find((each) => each.catalogItemId === catalogItemId) ?? null;
    },
  });

/** Users keep their licences where that can be done. */
const typeOf = (eligibility: Eligibility | null | undefined) => (eligibility?.eligibilities.some(({ transitionType, isEligible }) => isEligible && transitionType === 'transition_with_license_transfer') ? 'transition_with_license_transfer' : 'transition_only');

const intoReason = (reason: string, subscriptionId: string): string => reasonText(reason.replaceAll(subscriptionId, 'it'), subscriptionId, localText);

/** Subscriptions of the target that the licences could go to; those that cannot take them say why. */
const IntoChoice = ({ eligibility, isPart, into, choose }: { readonly eligibility: Eligibility; readonly isPart: boolean; readonly into: string; readonly choose: (into: string) => void }) => (
  <Field label="The licences go">
    <Select className={useFormStyles().list} value={into} onChange={(_, { value }) => choose(value)}>
      <option value="">{isPart ? 'to a subscription of their own' : 'nowhere: the subscription becomes the other product'}</option>
      {eligibility.subscriptionEligibilities.map(({ subscriptionId, subscriptionFriendlyName, subscriptionTermDuration, subscriptionBillingCycle, isEligible, errors }) => (
        <option key={subscriptionId} value={subscriptionId} disabled={!isEligible}>
          {`to ${subscriptionFriendlyName} (${spelled(subscriptionTermDuration)}, ${named(subscriptionBillingCycle).toLowerCase()})${isEligible ? '' : `: ${errors.map(({ description }) => intoReason(description, subscriptionId)).join(' ')}`}`}
        </option>
      ))}
    </Select>
  </Field>
);

interface TargetProps extends FormProps {
  readonly target: NonNullable<FormProps['option']['target']>;
}

/** All licences or a part, in place, apart, or into a subscription that is there; a trial as a whole. */
const TransitionForm = ({ subscription, of, option, target, done, close }: TargetProps) => {
  const [seats, setSeats] = useState(String(subscription.quantity));
  const [plan, setPlan] = useState<ChosenPlan>({ termDuration: target.termDuration ?? subscription.termDuration ?? 'P1Y', billingCycle: target.billingCycle ?? subscription.billingCycle });
  const [into, setInto] = useState('');
  const plans = usePlans(of.customerId, target.toCatalogItemId);
  const { data: eligibility, error, refetch } = useEligibility(of, target.toCatalogItemId);
  const converts = option.action === 'convertTrial';
  const quantity = /^[1-9]\d{0,8}$/.test(seats.trim()) ? Number(seats) : undefined;
  const body = { toCatalogItemId: target.toCatalogItemId, quantity: quantity ?? 0, transitionType: typeOf(eligibility), ...(into === '' ? plan : { toSubscriptionId: into }) } as const;
  return (
    <ChangeDialog
      title={`${converts ? 'Turn paid now' : 'Upgrade now'}: ${target.title}`}
      confirm={converts ? 'Turn it paid' : 'Upgrade now'}
      asked={quantity === undefined || eligibility === undefined ? undefined : JSON.stringify(body)}
      version={subscription.attributes.etag}
      send={({ query, header }: Sent) => api.POST('/v1/customers/{customerId}/subscriptions/{subscriptionId}/transitions', { params: { path: of, query, header }, body })}
      done={(after, previewed) => {
        if (isPreview(after)) return;
        const isElsewhere = after.toSubscriptionId !== of.subscriptionId;
        done({ text: `${counted(after.quantity, 'seat')} of ${target.title} from now on.`, previewed, ...(isElsewhere && { became: { customerId: of.customerId, subscriptionId: after.toSubscriptionId } }) });
      }}
      close={close}
    >
      <Field label="Seats" hint={`It has ${counted(subscription.quantity, 'seat')}.`} {...(quantity === undefined && { validationMessage: 'A whole number of seats, at least one.' })}>
        <Input type="number" min={1} step={1} value={seats} onChange={(_, { value }) => setSeats(value)} />
      </Field>
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {eligibility && eligibility.subscriptionEligibilities.length > 0 && <IntoChoice eligibility={eligibility} isPart={quantity !== undefined && quantity < subscription.quantity} into={into} choose={setInto} />}
      {plans.error !== null && <Failed error={plans.error} retry={() => void plans.refetch()} />}
      {into === '' && <PlanChoice label="Term and billing" plans={plans.data ?? []} standing={plan} choose={setPlan} />}
    </ChangeDialog>
  );
};

/** All licences of a traditional subscription. */
const WholeForm = ({ subscription, of, target, done, close }: TargetProps) => {
  const body = { targetOffer: { id: partsOf(target.toCatalogItemId)?.productId ?? target.toCatalogItemId }, quantity: subscription.quantity };
  return (
    <ChangeDialog
      title={`Upgrade now: ${target.title}`}
      confirm="Upgrade now"
      asked={JSON.stringify(body)}
      version={subscription.attributes.etag}
      send={({ query, header }) => api.POST('/v1/customers/{customerId}/subscriptions/{subscriptionId}/upgrades', { params: { path: of, query, header }, body })}
      done={(_, previewed) => done({ text: `It is ${target.title} from now on.`, previewed })}
      close={close}
    />
  );
};

/** To another product now, or from a trial to what is paid; final. */
export const UpgradeForm = (props: FormProps) => {
  const { target } = props.option;
  if (target === undefined) return null;
  // A traditional offer has no three parts, and a call of its own.
  return partsOf(props.subscription.offerId) === undefined ? <WholeForm {...props} target={target} /> : <TransitionForm {...props} target={target} />;
};
