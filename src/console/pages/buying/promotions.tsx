import { Checkbox, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';
import { Failed } from '../../parts/states';
import { useSession } from '../../session/useSession';
import { type AskedLine } from './cartData';
import { useBuyer } from './customerData';

const useStyles = makeStyles({ list: { display: 'grid', gap: tokens.spacingVerticalXS } });

interface Asked {
  readonly catalogItemId: string;
  readonly termDuration: NonNullable<AskedLine['termDuration']>;
  readonly billingCycle: NonNullable<AskedLine['billingCycle']>;
  readonly quantity: number;
}

type Eligibility = Awaited<ReturnType<typeof eligibilities>>[number];

const eligibilities = async (customerId: string, asked: Asked, signal: AbortSignal) => {
  const { items } = await answerOf(api.POST('/v1/customers/{customerId}/promotionEligibilities', { signal, params: { path: { customerId } }, body: { items: [{ id: 0, ...asked }] } }));
  return items[0]?.eligibilities ?? [];
};

const Promotion = ({ customerId, eligibility: { promotionId = '', isEligible, errors = [] }, chosen, choose }: { readonly customerId: string; readonly eligibility: Eligibility; readonly chosen: string; readonly choose: (promotionId: string) => void }) => {
  const { country = '' } = useBuyer(customerId);
  const { data } = useQuery({
    queryKey: ['promotion', country, promotionId],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/productpromotions/{promotionId}', { signal, params: { path: { promotionId }, query: { country } } })),
    enabled: country !== '',
  });
  const name = data?.name ?? promotionId;
  if (!isEligible) return <Text>{`${name}: ${errors.map(({ description }) => description).join(' ')}`}</Text>;
  if (data?.properties.isAutoApplicable !== false) return <Text>{`${name}: applies by itself. ${data?.description ?? ''}`}</Text>;
  return <Checkbox label={`${name}: ${data.description}`} checked={chosen === promotionId} onChange={(_, { checked }) => choose(checked === true ? promotionId : '')} />;
};

/** Promotions that run for a line: which apply, which can be chosen, and why others cannot be had. */
export const Promotions = ({ customerId, asked, chosen, choose }: { readonly customerId: string; readonly asked: Asked; readonly chosen: string; readonly choose: (promotionId: string) => void }) => {
  const styles = useStyles();
  const { may } = useSession();
  const { data, error, refetch } = useQuery({ queryKey: ['eligibilities', customerId, asked], queryFn: ({ signal }) => eligibilities(customerId, asked, signal), enabled: may('promotions.read') });
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  const running = (data ?? []).filter(({ promotionId }) => promotionId !== undefined);
  if (running.length === 0) return null;
  return (
    <div className={styles.list} role="group" aria-label="Promotions">
      {running.map((eligibility) => (
        <Promotion key={eligibility.promotionId} customerId={customerId} eligibility={eligibility} chosen={chosen} choose={choose} />
      ))}
    </div>
  );
};
