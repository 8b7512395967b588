import { makeStyles, Switch } from '@fluentui/react-components';
import { useDeferredValue, useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { useList } from '../../api/pages';
import { LongTable } from '../../parts/longTable';
import { Page } from '../../parts/page';
import { PageLink } from '../../parts/pageLink';
import { Failed, Loading } from '../../parts/states';
import { AgreementMissing } from './agreementMissing';
import { CartLink } from './cartLink';
import { CatalogueFilterBar, titled } from './catalogueFilters';
import { type CatalogueFilters, productsForCustomer, useReasons } from './catalogueData';
import { useBuyer } from './customerData';
import { ReasonLine } from './reasons';

// One line a row: rows of a long table are of one height.
const useStyles = makeStyles({ line: { whiteSpace: 'nowrap' } });

const NONE: readonly string[] = [];

const Products = ({ customerId, country }: { readonly customerId: string; readonly country: string }) => {
  const styles = useStyles();
  const [filters, setFilters] = useState<CatalogueFilters>({});
  const [text, setText] = useState('');
  const [onlyBuyable, setOnlyBuyable] = useState(false);
  const asked = useDeferredValue(text);
  const list = useList(['catalogue', customerId, country, filters], async (_, signal) => ({ items: await productsForCustomer(customerId, country, filters, signal) }));
  const ids = useMemo(() => (list.items.length === 0 ? NONE : list.items.map(({ id }) => id)), [list.items]);
  const { reasons, isPending, error } = useReasons(customerId, country, ids);
  const shown = titled(list.items, asked).filter(({ id }) => !onlyBuyable || reasons.get(id)?.length === 0);
  return (
    <>
      <CatalogueFilterBar filters={filters} changed={setFilters} text={text} typed={setText}>
        <Switch label="Only what can be bought" checked={onlyBuyable} onChange={(_, { checked }) => setOnlyBuyable(checked)} />
      </CatalogueFilterBar>
      {error !== null && <Failed error={error} />}
      <LongTable
        list={{ ...list, items: shown, isPending: list.isPending || (onlyBuyable && isPending) }}
        label="Products"
        what="the catalogue"
        empty="Nothing fits."
        keyOf={({ id }) => id}
        columns={[
          {
          title: 'Product',
          cell: ({ id, title }) => (
            <span className={styles.line}>
              <PageLink to={`/customers/${customerId}/buy/${encodeURIComponent(id)}`}>{title}</PageLink>
            </span>
          ),
        },
          { title: 'Publisher', cell: ({ publisherName }) => <span className={styles.line}>{publisherName}</span> },
          { title: 'For this customer', cell: ({ id }) => (reasons.has(id) ? <ReasonLine reasons={reasons.get(id) ?? []} /> : isPending ? '…' : 'Not known') },
        ]}
      />
    </>
  );
};

/** What a customer can be sold: its market's catalogue, and what of it cannot be bought, with the reason. */
export const BuyPage = () => {
  const { customerId = '' } = useParams();
  const { name, country, error, refetch } = useBuyer(customerId);
  return (
    <Page
      title={name === undefined ? 'Buy' : `Buy for ${name}`}
      permission="catalogue.read"
      above={[
        { title: 'Customers', path: '/customers' },
        { title: name ?? 'Customer', path: `/customers/${customerId}` },
      ]}
      actions={<CartLink customerId={customerId} />}
    >
      {error !== null ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : country === undefined ? (
        <Loading what="the customer" />
      ) : (
        <>
          <AgreementMissing customerId={customerId} />
          <Products customerId={customerId} country={country} />
        </>
      )}
    </Page>
  );
};
