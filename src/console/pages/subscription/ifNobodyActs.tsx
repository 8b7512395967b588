import { Text } from '@fluentui/react-components';
import { Instant } from '../../parts/instant';
import { moneyText } from '../../parts/money';
import { Section } from '../../parts/section';
import { Failed, Loading } from '../../parts/states';
import { counted } from '../../parts/words';
import { type Options, type SubscriptionKey, useOptions } from './subscriptionData';

type Coming = NonNullable<Options['ifNobodyActs']>;

const happens = { cycleCharge: 'The next cycle is charged', renewal: 'It renews', expiry: 'It ends', retention: 'The next stage of its end begins', migration: 'It is migrated, as planned,' } as const;
const delays = { ahead: '', queued: ' It is due, and about to be carried out.', parked: ' It has failed for a day and waits for the operator.' } as const;

const BroughtText = ({ brings: { quantity, product, amount, currency, reasons = [], dependsOn = [] } }: { readonly brings: NonNullable<Coming['brings']> }) => (
  <>
    {`: ${counted(quantity, 'seat')} of ${product.title}`}
    {amount !== undefined && currency !== undefined && ` for ${moneyText(amount, currency)}`}
    {reasons.length > 0 && ` (${reasons.join('; ')})`}
    {dependsOn.length > 0 && '; it may come out otherwise if the customer has something else by then'}
  </>
);

const Step = ({ what, at, state, brings }: { readonly what: Coming['what']; readonly at: string; readonly state: Coming['state']; readonly brings?: Coming['brings'] }) => (
  <Text block>
    {happens[what]} on <Instant at={at} />
    {brings !== undefined && <BroughtText brings={brings} />}.{delays[state]}
  </Text>
);

/** What comes by itself: the next charge or end, and the end of the term where something comes before. */
export const IfNobodyActs = (key: SubscriptionKey) => {
  const { data, error, refetch } = useOptions(key);
  return (
    <Section title="If nobody acts">
      {error !== null ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading what="what comes by itself" />
      ) : data.ifNobodyActs === undefined ? (
        <Text>Nothing happens by itself.</Text>
      ) : (
        <>
          <Step {...data.ifNobodyActs} />
          {(data.ifNobodyActs.outOfProportion ?? []).map(({ productId, skuId, description }) => (
            <Text key={`${productId}:${skuId}`}>{description}</Text>
          ))}
          {data.atTermEnd && <Text block>{`At the end of the term, `}<Instant at={data.atTermEnd.at} /><BroughtText brings={data.atTermEnd.brings} />.</Text>}
        </>
      )}
    </Section>
  );
};
