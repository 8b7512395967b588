import { Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { Failed, Loading } from '../../../parts/states';
import { counted, spelled } from '../../../parts/words';
import { type Options, type Subscription, useOptions } from '../subscriptionData';
import { type FormProps, type PatchBody } from './formProps';
import { useFormStyles } from './formStyles';
import { PatchDialog } from './patchDialog';
import { PlanChoice, usePlans } from './planChoice';
import { type BillingCycle, type Plan, partsOf, planKey, type TermDuration } from './plans';

/** What the form says. */
interface Asked {
  readonly catalogItemId: string;
  readonly termDuration: TermDuration;
  readonly billingCycle: BillingCycle;
  readonly seats: string;
  /** `2022-06-30`, or empty: the term has its whole length. */
  readonly end: string;
}

type Product = NonNullable<Subscription['scheduledNextTermInstructions']>['product'];
const itemOf = ({ productId, skuId, availabilityId }: Product): string => `${productId}:${skuId}:${availabilityId}`;

/** The plan that stands, or the same again; of a trial, and of what has no term, what it turns into. */
const standing = ({ scheduledNextTermInstructions: plan, offerId, termDuration = 'P1Y', billingCycle, quantity, isTrial }: Subscription, { items }: Pick<Options, 'items'>): Asked => {
  if (plan !== undefined) return { catalogItemId: itemOf(plan.product), termDuration: plan.product.termDuration, billingCycle: plan.product.billingCycle, seats: String(plan.quantity), end: plan.customTermEndDate?.slice(0, 10) ?? '' };
  const paid = isTrial ? items.find(({ action }) => action === 'convertTrial')?.target : undefined;
  return { catalogItemId: paid?.toCatalogItemId ?? offerId, termDuration: paid?.termDuration ?? termDuration, billingCycle: paid?.billingCycle ?? billingCycle, seats: String(quantity), end: '' };
};

/** What it may become, by the items of the catalogue: what it is, what is planned, and what it could be upgraded or converted to. */
const productsOf = ({ offerId, offerName, isTrial }: Subscription, { items }: Pick<Options, 'items'>, chosen: string): ReadonlyMap<string, string> =>
  new Map([
    ...(isTrial ? [] : [[offerId, offerName] as const]),
    ...(chosen === offerId ? [] : [[chosen, partsOf(chosen)?.productId ?? chosen] as const]),
    ...items.flatMap(({ target }) => (target === undefined ? [] : [[target.toCatalogItemId, target.title] as const])),
  ]);

const bodyOf = ({ catalogItemId, termDuration, billingCycle, seats, end }: Asked, promotionId: string | undefined): PatchBody | undefined => {
  const parts = partsOf(catalogItemId);
  if (parts === undefined || !/^[1-9]\d{0,8}$/.test(seats.trim())) return undefined;
  return { scheduledNextTermInstructions: { product: { ...parts, termDuration, billingCycle, ...(promotionId !== undefined && { promotionId }) }, quantity: Number(seats), ...(end !== '' && { customTermEndDate: end }) } };
};

const Form = ({ subscription, of, options, done, close }: Omit<FormProps, 'option'> & { readonly options: Options }) => {
  const styles = useFormStyles();
  const [before] = useState(() => standing(subscription, options));
  const [asked, setAsked] = useState(before);
  const change = (part: Partial<Asked>): void => setAsked((last) => ({ ...last, ...part }));
  const { data: plans = [], error, refetch } = usePlans(of.customerId, asked.catalogItemId);
  const plan = subscription.scheduledNextTermInstructions;
  const isAsPlanned = plan !== undefined && JSON.stringify(asked) === JSON.stringify(before);
  // A promotion that was planned goes with its product and plan.
  const promotionId = asked.catalogItemId === before.catalogItemId && planKey(asked) === planKey(before) ? plan?.product.promotionId : undefined;
  return (
    <PatchDialog
      subscription={subscription}
      of={of}
      title={`The next term of ${subscription.friendlyName}`}
      confirm="Plan it so"
      body={isAsPlanned ? undefined : bodyOf(asked, promotionId)}
      said={({ scheduledNextTermInstructions: next }) => (next === undefined ? 'Nothing is planned for the next term.' : `Planned for the next term: ${counted(next.quantity, 'seat')}, ${spelled(next.product.termDuration)}.`)}
      done={done}
      close={close}
    >
      <Field label="Product">
        <Select className={styles.list} value={asked.catalogItemId} onChange={(_, { value }) => change({ catalogItemId: value })}>
          {[...productsOf(subscription, options, before.catalogItemId)].map(([item, title]) => (
            <option key={item} value={item}>
              {title}
            </option>
          ))}
        </Select>
      </Field>
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      <PlanChoice label="Term and billing" plans={plans} standing={asked} choose={(chosen: Pick<Plan, 'termDuration' | 'billingCycle'>) => change(chosen)} />
      <Field label="Seats" {...(!/^[1-9]\d{0,8}$/.test(asked.seats.trim()) && { validationMessage: 'A whole number of seats, at least one.' })}>
        <Input type="number" min={1} step={1} value={asked.seats} onChange={(_, { value }) => change({ seats: value })} />
      </Field>
      <Field label="Ends sooner, on (last day, by UTC)" hint="Empty: the term has its whole length.">
        <Input type="date" value={asked.end} onChange={(_, { value }) => change({ end: value })} />
      </Field>
    </PatchDialog>
  );
};

/** What the next term shall be: product, seats, length, billing. */
export const NextTermForm = ({ subscription, of, done, close }: FormProps) => {
  const { data: options } = useOptions(of);
  return options === undefined ? <Loading what="what can be planned" /> : <Form subscription={subscription} of={of} done={done} close={close} options={options} />;
};
