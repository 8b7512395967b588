import { makeStyles, Subtitle1, Text, tokens } from '@fluentui/react-components';
import { type ReactNode } from 'react';
import { type UseQueryResult } from '@tanstack/react-query';
import { Failed, Loading } from '../../parts/states';
import { named } from '../../parts/words';
import { useSession } from '../../session/useSession';
import { type Availability, type Sku, type Term, usePromotions } from './catalogueData';
import { limitsText } from './planText';
import { Reasons } from './reasons';
import { TermTable } from './termTable';

const useStyles = makeStyles({ section: { display: 'grid', gap: tokens.spacingVerticalM, minWidth: 0, paddingBlock: tokens.spacingVerticalS }, title: { margin: 0 } });

/** A SKU under its name, with what is said of it. */
export const SkuSection = ({ sku, children }: { readonly sku: Sku; readonly children: ReactNode }) => {
  const styles = useStyles();
  return (
    <section className={styles.section} aria-label={sku.title}>
      <Subtitle1 as="h2" className={styles.title}>{sku.title}</Subtitle1>
      <Text>{sku.description}</Text>
      {children}
    </section>
  );
};

const Offer = ({ availability, add }: { readonly availability: Availability; readonly add?: (term: Term | undefined) => void }) => {
  const { may } = useSession();
  const { sku, segment, country, restrictions = [] } = availability;
  const { data: promotions } = usePromotions(country, segment, may('promotions.read'));
  return (
    <>
      <Text>{`${named(segment)}, ${limitsText(sku.minimumQuantity, sku.maximumQuantity)}${sku.isTrial ? ', a trial' : ''}`}</Text>
      <Reasons reasons={restrictions} />
      <TermTable availability={availability} promotions={promotions?.items ?? []} {...(add && { add })} />
    </>
  );
};

/** How a SKU is sold: by segment, each with its terms and prices, and why it cannot be bought. */
export const Offers = ({ found, add }: { readonly found: UseQueryResult<{ readonly items: readonly Availability[] }>; readonly add?: (availability: Availability, term: Term | undefined) => void }) => {
  const { data, error, refetch } = found;
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="terms and prices" />;
  if (data.items.length === 0) return <Text>It is not offered here.</Text>;
  return data.items.map((availability) => <Offer key={availability.catalogItemId} availability={availability} {...(add && { add: (term) => add(availability, term) })} />);
};
