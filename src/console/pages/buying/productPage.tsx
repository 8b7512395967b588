import { Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { answerOf, api } from '../../api/api';
import { ApiProblem } from '../../api/problem';
import { Page } from '../../parts/page';
import { Failed, Loading } from '../../parts/states';
import { useSession } from '../../session/useSession';
import { AgreementMissing } from './agreementMissing';
import { CartLink } from './cartLink';
import { type Availability, type Sku, type Term, useReasonsBySku } from './catalogueData';
import { useBuyer } from './customerData';
import { itemOf, LineDialog } from './lineDialog';
import { Offers, SkuSection } from './offers';
import { keepCart, useOpenCart } from './openCart';
import { Reasons } from './reasons';

interface Chosen {
  readonly availability: Availability;
  readonly term: Term | undefined;
}

const OfCustomer = ({ customerId, sku, choose }: { readonly customerId: string; readonly sku: Sku; readonly choose: (chosen: Chosen) => void }) => {
  const { may } = useSession();
  const path = { customerId, productId: sku.productId, skuId: sku.id };
  const found = useQuery({
    queryKey: ['availabilities', customerId, sku.productId, sku.id],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/customers/{customerId}/products/{productId}/skus/{skuId}/availabilities', { signal, params: { path } })),
  });
  return (
    <SkuSection sku={sku}>
      <Offers found={found} {...(may('carts.write') && { add: (availability, term) => choose({ availability, term }) })} />
    </SkuSection>
  );
};

/** What the market has and this customer is not offered: its names, and the reasons. */
const NotOffered = ({ customerId, country, productId }: { readonly customerId: string; readonly country: string; readonly productId: string }) => {
  const { data, error, refetch } = useQuery({ queryKey: ['skus', country, productId], queryFn: ({ signal }) => answerOf(api.GET('/v1/products/{productId}/skus', { signal, params: { path: { productId }, query: { country } } })) });
  const checked = useReasonsBySku(customerId, country, productId);
  const failed = error ?? checked.error;
  if (failed !== null) return <Failed error={failed} retry={() => void Promise.all([refetch(), checked.refetch()])} />;
  if (data === undefined || checked.data === undefined) return <Loading what="why it is not offered" />;
  return data.items.map((sku) => (
    <SkuSection key={sku.id} sku={sku}>
      <Reasons reasons={checked.data.find(({ skuId }) => skuId === sku.id)?.restrictions ?? []} />
    </SkuSection>
  ));
};

const Skus = ({ customerId, productId, country, choose }: { readonly customerId: string; readonly productId: string; readonly country: string | undefined; readonly choose: (chosen: Chosen) => void }) => {
  const { data, error, refetch } = useQuery({
    queryKey: ['skus', customerId, productId],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/customers/{customerId}/products/{productId}/skus', { signal, params: { path: { customerId, productId } } })),
  });
  const isNotOffered = error instanceof ApiProblem && error.status === 404;
  if (isNotOffered && country !== undefined) return <NotOffered customerId={customerId} country={country} productId={productId} />;
  if (error !== null && !isNotOffered) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="the product" />;
  if (data.items.length === 0) return <Text>Nothing of it is offered to this customer.</Text>;
  return data.items.map((sku) => <OfCustomer key={sku.id} customerId={customerId} sku={sku} choose={choose} />);
};

/** A product as a customer can buy it: SKUs, terms and billing cycles with their prices, and what goes into the cart. */
export const ProductPage = () => {
  const { customerId = '', productId = '' } = useParams();
  const { caller } = useSession();
  const navigate = useNavigate();
  const { name, country, error, refetch } = useBuyer(customerId);
  const [chosen, setChosen] = useState<Chosen>();
  const { data: product } = useQuery({
    queryKey: ['product', country, productId],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/products/{productId}', { signal, params: { path: { productId }, query: { country: country ?? '' } } })),
    enabled: country !== undefined,
  });
  const { cartId } = useOpenCart(customerId);
  return (
    <Page
      title={product?.title ?? 'Product'}
      permission="catalogue.read"
      above={[
        { title: 'Customers', path: '/customers' },
        { title: name ?? 'Customer', path: `/customers/${customerId}` },
        { title: 'Buy', path: `/customers/${customerId}/buy` },
      ]}
      actions={<CartLink customerId={customerId} />}
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      <AgreementMissing customerId={customerId} />
      <Skus customerId={customerId} productId={productId} country={country} choose={setChosen} />
      {chosen && (
        <LineDialog
          customerId={customerId}
          item={itemOf(chosen)}
          {...(cartId !== undefined && { cartId })}
          close={() => setChosen(undefined)}
          done={(cart) => {
            keepCart(caller.tenantId, customerId, cart.id);
            void navigate(`/customers/${customerId}/carts/${cart.id}`);
          }}
        />
      )}
    </Page>
  );
};
