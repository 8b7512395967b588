import { Field, Input } from '@fluentui/react-components';
import { useDeferredValue, useMemo, useState } from 'react';
import { useList } from '../../api/pages';
import { LongTable } from '../../parts/longTable';
import { Page } from '../../parts/page';
import { PageLink } from '../../parts/pageLink';
import { Empty } from '../../parts/states';
import { useSession } from '../../session/useSession';
import { CatalogueFilterBar, titled } from './catalogueFilters';
import { type CatalogueFilters, productsOfMarket } from './catalogueData';

const MARKET = /^[A-Z]{2}$/;

const Products = ({ country, filters, text }: { readonly country: string; readonly filters: CatalogueFilters; readonly text: string }) => {
  const list = useList(['catalogue', country, filters], async (_, signal) => ({ items: await productsOfMarket(country, filters, signal) }));
  const items = useMemo(() => titled(list.items, text), [list.items, text]);
  return (
    <LongTable
      list={{ ...list, items }}
      label="Products"
      what="the catalogue"
      empty="Nothing is sold there that fits."
      keyOf={({ id }) => id}
      columns={[
        { title: 'Product', cell: ({ id, title }) => <PageLink to={`/catalogue/${country}/${encodeURIComponent(id)}`}>{title}</PageLink> },
        { title: 'Publisher', cell: ({ publisherName }) => publisherName },
        { title: 'Id', cell: ({ id }) => id },
      ]}
    />
  );
};

/** What a market sells, for nobody in particular. */
export const CataloguePage = () => {
  const { caller } = useSession();
  const [market, setMarket] = useState(caller.partner?.country ?? '');
  const [filters, setFilters] = useState<CatalogueFilters>({});
  const [text, setText] = useState('');
  const country = market.trim().toUpperCase();
  const asked = useDeferredValue(text);
  return (
    <Page title="Catalogue" permission="catalogue.read">
      <CatalogueFilterBar filters={filters} changed={setFilters} text={text} typed={setText}>
        <Field label="Market">
          <Input value={market} maxLength={2} onChange={(_, { value }) => setMarket(value)} style={{ width: '5rem' }} />
        </Field>
      </CatalogueFilterBar>
      {MARKET.test(country) ? <Products country={country} filters={filters} text={asked} /> : <Empty>A market is a country of two letters: NL, say.</Empty>}
    </Page>
  );
};
