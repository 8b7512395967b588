import { type operations } from '@described';
import { Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useDeferredValue, useState } from 'react';
import { useSearchParams } from 'react-router';
import { addressWith } from '../../parts/addressWith';
import { named } from '../../parts/words';

type Query = NonNullable<operations['listPartnerSubscriptions']['parameters']['query']>;

/** What a list of subscriptions is narrowed to. */
export type Filter = Pick<Query, 'publisherName' | 'billingType' | 'productType' | 'status'>;

const billingTypes = { license: 'Licences', usage: 'By use' } as const satisfies Record<NonNullable<Filter['billingType']>, string>;
const productTypes = { OnlineServicesNCE: 'Online services', OnlineServices: 'Online services, traditional', Software: 'Software', SaaS: 'SaaS', Azure: 'Azure' } as const;
const statuses = ['active', 'suspended', 'expired', 'disabled', 'deleted'] as const satisfies NonNullable<Filter['status']>;

const useStyles = makeStyles({ filters: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(11rem, 100%), 1fr))', gap: tokens.spacingHorizontalM, maxWidth: '60rem', '& > *': { minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' } } });

const among = <W extends string>(words: readonly W[], value: string | null): W | undefined => words.find((word) => word === value);

/** The filter as it stands in the page's address, so that going back finds the list as it was. */
export const useFilter = (): { readonly filter: Filter; readonly isAny: boolean } => {
  const [search] = useSearchParams();
  const publisherName = useDeferredValue((search.get('publisher') ?? '').trim());
  const billingType = among(Object.keys(billingTypes) as (keyof typeof billingTypes)[], search.get('billing'));
  const productType = among(Object.keys(productTypes) as (keyof typeof productTypes)[], search.get('category'));
  const status = among(statuses, search.get('state'));
  const filter = { ...(publisherName !== '' && { publisherName }), ...(billingType && { billingType }), ...(productType && { productType: [productType] }), ...(status && { status: [status] }) };
  return { filter, isAny: Object.keys(filter).length > 0 };
};

/** The same as the end of an address: `&status=active`. */
export const filterText = (filter: Filter): string =>
  Object.entries(filter)
    .map(([name, value]) => `&${name}=${encodeURIComponent(String(value))}`)
    .join('');

const Choice = ({ label, name, choices }: { readonly label: string; readonly name: string; readonly choices: Readonly<Record<string, string>> }) => {
  const [search, setSearch] = useSearchParams();
  return (
    <Field label={label}>
      <Select value={search.get(name) ?? ''} onChange={(_, { value }) => setSearch(addressWith(name, value), { replace: true })}>
        <option value="">all</option>
        {Object.entries(choices).map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </Select>
    </Field>
  );
};

/** Chooses publisher, billing type, category and state. */
export const Filters = () => {
  const styles = useStyles();
  const [search, setSearch] = useSearchParams();
  // The address follows what is typed too late to be typed into.
  const [publisher, setPublisher] = useState(search.get('publisher') ?? '');
  const type = (value: string) => {
    setPublisher(value);
    setSearch(addressWith('publisher', value), { replace: true });
  };
  return (
    <div className={styles.filters} role="search" aria-label="Narrow the list">
      <Field label="Publisher begins with">
        <Input value={publisher} onChange={(_, { value }) => type(value)} />
      </Field>
      <Choice label="Billing type" name="billing" choices={billingTypes} />
      <Choice label="Category" name="category" choices={productTypes} />
      <Choice label="State" name="state" choices={Object.fromEntries(statuses.map((status) => [status, named(status)]))} />
    </div>
  );
};
