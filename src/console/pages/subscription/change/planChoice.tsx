import { Field, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../../api/api';
import { moneyText } from '../../../parts/money';
import { named, spelled } from '../../../parts/words';
import { useFormStyles } from './formStyles';
import { type Plan, partsOf, planKey, plansOf } from './plans';

/** What an item of the catalogue is sold to a customer on. */
export const usePlans = (customerId: string, catalogItemId: string) => {
  const parts = partsOf(catalogItemId);
  return useQuery({
    queryKey: ['plans', customerId, catalogItemId],
    queryFn: async ({ signal }) =>
      parts === undefined ? [] : plansOf((await answerOf(api.GET('/v1/customers/{customerId}/products/{productId}/skus/{skuId}/availabilities/{availabilityId}', { signal, params: { path: { customerId, ...parts } } }))).terms),
  });
};

const planText = ({ description, price }: Plan): string => (price === undefined ? description : `${description}: ${moneyText(price.cyclePrice, price.currency)} a seat each time`);

/** Chooses among plans. @param standing what is chosen now, offered also where it is no longer sold */
export const PlanChoice = ({ label, plans, standing, choose }: { readonly label: string; readonly plans: readonly Plan[]; readonly standing: Pick<Plan, 'termDuration' | 'billingCycle'>; readonly choose: (plan: Pick<Plan, 'termDuration' | 'billingCycle'>) => void }) => {
  const styles = useFormStyles();
  const isOffered = plans.some((plan) => planKey(plan) === planKey(standing));
  const all = isOffered ? plans : [{ ...standing, description: `${spelled(standing.termDuration)}, ${named(standing.billingCycle).toLowerCase()}` }, ...plans];
  return (
    <Field label={label}>
      <Select
        className={styles.list}
        value={planKey(standing)}
        onChange={(_, { value }) => {
          const chosen = all.find((plan) => planKey(plan) === value);
          if (chosen !== undefined) choose({ termDuration: chosen.termDuration, billingCycle: chosen.billingCycle });
        }}
      >
        {all.map((plan) => (
          <option key={planKey(plan)} value={planKey(plan)}>
            {planText(plan)}
          </option>
        ))}
      </Select>
    </Field>
  );
};
