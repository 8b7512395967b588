import { type components, type operations } from '@described';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';
import { type Sent } from '../../change/changeDialog';

export type Cart = components['schemas']['Cart'];
export type CartLine = components['schemas']['CartLineItem'];
export type AskedCart = operations['createCart']['requestBody']['content']['application/json'];
export type AskedLine = AskedCart['lineItems'][number];

/** Which cart of whom. */
export interface CartKey {
  readonly customerId: string;
  readonly cartId: string;
}

/** A cart, its lines priced anew with every reading. */
export const useCart = (key: CartKey | undefined) =>
  useQuery({
    queryKey: ['cart', key?.customerId, key?.cartId],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/customers/{customerId}/carts/{cartId}', { signal, params: { path: key ?? { customerId: '', cartId: '' } } })),
    enabled: key !== undefined,
  });

type AnyLine = Omit<CartLine, 'addonItems' | 'orderGroup' | 'priceChange'>;

const memberAsked = ({ id, catalogItemId, friendlyName, termDuration, quantity, billingCycle, customTermEndDate, promotionId, participants, provisioningContext, renewsTo }: AnyLine): Omit<AskedLine, 'addonItems'> => ({
  id,
  catalogItemId,
  quantity,
  billingCycle,
  ...(friendlyName !== undefined && { friendlyName }),
  ...(termDuration !== undefined && { termDuration }),
  ...(customTermEndDate !== undefined && { customTermEndDate: customTermEndDate.slice(0, 'YYYY-MM-DD'.length) }),
  ...(promotionId !== undefined && { promotionId }),
  ...(participants !== undefined && { participants: [...participants] }),
  ...(renewsTo !== undefined && { renewsTo }),
  ...(provisioningContext.ParentSubscriptionId !== undefined && { provisioningContext: { parentSubscriptionId: provisioningContext.ParentSubscriptionId } }),
});

/** A line as it is asked for again: a replaced cart keeps what it has. */
export const lineAsked = ({ addonItems, ...line }: CartLine): AskedLine => ({ ...memberAsked(line), ...(addonItems !== undefined && { addonItems: addonItems.map(memberAsked) }) });

/** A whole cart as it is asked for again. */
export const cartAsked = ({ lineItems, partnerOnRecordAttestationAccepted }: Cart): AskedCart => ({
  lineItems: lineItems.map(lineAsked),
  ...(partnerOnRecordAttestationAccepted !== undefined && { partnerOnRecordAttestationAccepted }),
});

/** The number of a further line. */
export const nextLineId = ({ lineItems }: Pick<AskedCart, 'lineItems'>): number => Math.max(-1, ...lineItems.flatMap(({ id, addonItems = [] }) => [id, ...addonItems.map((addOn) => addOn.id)]).map((id) => id ?? 0)) + 1;

/** Without a line, or an add-on of one. */
export const withoutLine = (cart: AskedCart, lineId: number): AskedCart => ({
  ...cart,
  lineItems: cart.lineItems.filter(({ id }) => id !== lineId).map((line) => (line.addonItems === undefined ? line : { ...line, addonItems: line.addonItems.filter(({ id }) => id !== lineId) })),
});

interface Answered {
  readonly data?: Cart;
  readonly error?: unknown;
  readonly response: Response;
}

/** A new cart. */
export const makeCart = (customerId: string, asked: AskedCart, { query, header }: Sent): Promise<Answered> =>
  api.POST('/v1/customers/{customerId}/carts', { params: { path: { customerId }, query, header }, body: asked }) as Promise<Answered>;

/** Changes a cart as it stands on the server now, so that what another page put into it stays. @throws ApiProblem where it cannot be read */
export const changeCart = async (key: CartKey, change: (cart: AskedCart) => AskedCart, { query, header }: Sent): Promise<Answered> => {
  const now = await answerOf(api.GET('/v1/customers/{customerId}/carts/{cartId}', { params: { path: key } }));
  return (await api.PUT('/v1/customers/{customerId}/carts/{cartId}', { params: { path: key, query, header }, body: change(cartAsked(now)) })) as Answered;
};

/** `product:sku:availability`, or of traditional licences the offer alone. */
export const partsOf = (catalogItemId: string): { readonly productId: string; readonly skuId: string } => {
  const [productId = '', skuId = '0001'] = catalogItemId.split(':');
  return { productId, skuId };
};

/** What a line is of. */
export const useSku = (customerId: string, catalogItemId: string) => {
  const { productId, skuId } = partsOf(catalogItemId);
  return useQuery({
    queryKey: ['sku', customerId, productId, skuId],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/customers/{customerId}/products/{productId}/skus/{skuId}', { signal, params: { path: { customerId, productId, skuId } } })),
    staleTime: 60_000,
  });
};
