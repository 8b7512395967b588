import { Button, Text } from '@fluentui/react-components';
import { ShortTable } from '../../parts/longTable';
import { Money } from '../../parts/money';
import { spelled } from '../../parts/words';
import { type Availability, type Promotion, type Term } from './catalogueData';
import { cycleText, percentText } from './planText';

const promotionsOf = (promotions: readonly Promotion[], { productId, skuId }: Availability, { duration, billingCycle }: Term): readonly string[] =>
  promotions.flatMap(({ name, properties, requiredProducts }) =>
    requiredProducts
      .filter((each) => each.productId === productId && each.skuId === skuId && each.term.duration === (duration ?? 'NoTerm') && each.term.billingCycle === billingCycle)
      .flatMap(({ pricingPolicies }) => pricingPolicies.map(({ value }) => `${percentText(value)} off${properties.isAutoApplicable ? '' : ', to be chosen'}: ${name}`)),
  );

/** What a base in the same cart can do away with: whether it does, the line says. */
const ABOUT_BASES: ReadonlySet<string> = new Set(['BaseMissing', 'NoBaseSeatsLeft', 'BaseShareNotReached']);

/**
 * In which terms and billing cycles something is sold, and at which price.
 * @param add absent where nobody is bought for, or may
 */
export const TermTable = ({ availability, promotions, add }: { readonly availability: Availability; readonly promotions: readonly Promotion[]; readonly add?: (term: Term | undefined) => void }) => {
  const { terms, sku, isPurchasable, restrictions = [] } = availability;
  const canAdd = add !== undefined && (isPurchasable || restrictions.every(({ reasonCode }) => ABOUT_BASES.has(reasonCode)));
  if (terms.length === 0) {
    return (
      <>
        <Text>{sku.dynamicAttributes.billingType === 'usage' ? 'It has no term and no price of its own: what is used is charged.' : 'It has no price now.'}</Text>
        {canAdd && sku.dynamicAttributes.billingType === 'usage' && (
          <div>
            <Button onClick={() => add(undefined)}>{`Add ${sku.title} to the cart`}</Button>
          </div>
        )}
      </>
    );
  }
  return (
    <ShortTable
      rows={terms}
      label={`Terms and prices of ${sku.title}`}
      keyOf={({ id }) => id}
      columns={[
        { title: 'Term', cell: ({ duration }) => (duration === undefined ? 'For good' : spelled(duration)) },
        { title: 'Billing', cell: ({ billingCycle }) => cycleText(billingCycle) },
        { title: 'A licence, each bill', isNumber: true, cell: ({ pricing }) => (pricing === undefined ? 'not in your currency' : <Money amount={pricing.cyclePrice} currency={pricing.currency} />) },
        { title: 'A licence, whole term', isNumber: true, cell: ({ pricing }) => pricing && <Money amount={pricing.unitPrice} currency={pricing.currency} /> },
        ...(promotions.length === 0 ? [] : [{ title: 'Promotion', cell: (term: Term) => promotionsOf(promotions, availability, term).join('; ') }]),
        ...(canAdd
          ? [
              {
                title: 'Buy',
                cell: (term: Term) => (
                  <Button size="small" aria-label={`Add ${sku.title} to the cart: ${term.description}`} onClick={() => add(term)}>
                    Add
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  );
};
