import { Field, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';
import { type CartLine, partsOf, useCart } from './cartData';

/** What a traditional add-on hangs on: a subscription that runs, or a line of the same cart. */
export type Parent = { readonly kind: 'subscription'; readonly id: string } | { readonly kind: 'line'; readonly id: number };

const keyOf = (catalogItemId: string): string => {
  const { productId, skuId } = partsOf(catalogItemId);
  return `${productId}:${skuId}`.toUpperCase();
};

const useBases = (customerId: string, prerequisites: readonly string[]) =>
  useQuery({
    queryKey: ['bases', customerId, prerequisites],
    queryFn: async ({ signal }) => {
      const answer = await answerOf(api.GET('/v1/customers/{customerId}/subscriptions', { signal, params: { path: { customerId } } }));
      // As JSON; the list is a file too.
      return (typeof answer === 'string' ? [] : answer.items).filter(({ offerId, status, parentSubscriptionId }) => status === 'active' && parentSubscriptionId === undefined && offerId !== undefined && prerequisites.includes(keyOf(offerId)));
    },
  });

const textOf = (parent: Parent | undefined): string => (parent === undefined ? '' : `${parent.kind} ${parent.id}`);

const parentOf = (text: string): Parent | undefined => {
  const [kind, id = ''] = text.split(' ');
  return id === '' ? undefined : kind === 'line' ? { kind: 'line', id: Number(id) } : { kind: 'subscription', id };
};

/** Chooses it. @param bases `product:sku` of what it is made for @param cartId of the cart that is open */
export const ParentField = ({ customerId, cartId, bases, value, changed }: { readonly customerId: string; readonly cartId: string | undefined; readonly bases: readonly string[]; readonly value: Parent | undefined; readonly changed: (parent: Parent | undefined) => void }) => {
  const wanted = bases.map((base) => base.toUpperCase());
  const { data: subscriptions = [], error } = useBases(customerId, wanted);
  const { data: cart } = useCart(cartId === undefined ? undefined : { customerId, cartId });
  const lines: readonly CartLine[] = cart?.lineItems.filter(({ catalogItemId }) => wanted.includes(keyOf(catalogItemId))) ?? [];
  return (
    <Field label="Hangs on" required {...(error !== null && { validationState: 'error' as const, validationMessage: error.message })}>
      <Select value={textOf(value)} onChange={(_, { value: next }) => changed(parentOf(next))}>
        <option value="">Nothing yet</option>
        {subscriptions.map(({ id, friendlyName, quantity }) => (
          <option key={id} value={textOf({ kind: 'subscription', id })}>{`${friendlyName}, ${quantity} licences`}</option>
        ))}
        {lines.map(({ id, friendlyName, quantity }) => (
          <option key={id} value={textOf({ kind: 'line', id })}>{`Line ${id + 1} of the cart${friendlyName === undefined ? '' : ` (${friendlyName})`}, ${quantity} licences`}</option>
        ))}
      </Select>
    </Field>
  );
};
