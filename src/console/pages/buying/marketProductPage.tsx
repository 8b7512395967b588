import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answerOf, api } from '../../api/api';
import { Page } from '../../parts/page';
import { Failed, Loading } from '../../parts/states';
import { type Sku } from './catalogueData';
import { Offers, SkuSection } from './offers';

const OfMarket = ({ sku, country }: { readonly sku: Sku; readonly country: string }) => {
  const path = { productId: sku.productId, skuId: sku.id };
  const found = useQuery({
    queryKey: ['availabilities', country, sku.productId, sku.id],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/products/{productId}/skus/{skuId}/availabilities', { signal, params: { path, query: { country } } })),
  });
  return (
    <SkuSection sku={sku}>
      <Offers found={found} />
    </SkuSection>
  );
};

const Skus = ({ productId, country }: { readonly productId: string; readonly country: string }) => {
  const { data, error, refetch } = useQuery({ queryKey: ['skus', country, productId], queryFn: ({ signal }) => answerOf(api.GET('/v1/products/{productId}/skus', { signal, params: { path: { productId }, query: { country } } })) });
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="the product" />;
  return data.items.map((sku) => <OfMarket key={sku.id} sku={sku} country={country} />);
};

/** A product as a market sells it. */
export const MarketProductPage = () => {
  const { country = '', productId = '' } = useParams();
  const { data } = useQuery({ queryKey: ['product', country, productId], queryFn: ({ signal }) => answerOf(api.GET('/v1/products/{productId}', { signal, params: { path: { productId }, query: { country } } })) });
  return (
    <Page title={data?.title ?? 'Product'} permission="catalogue.read" above={[{ title: 'Catalogue', path: '/catalogue' }]}>
      <Skus productId={productId} country={country} />
    </Page>
  );
};
