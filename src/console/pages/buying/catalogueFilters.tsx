import { Field, makeStyles, SearchBox, Select, tokens } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { type CatalogueFilters, type Product } from './catalogueData';

const useStyles = makeStyles({ filters: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'end' }, search: { minWidth: 'min(20rem, 100%)' } });

type Choices = Readonly<Record<string, string>>;

const choices: readonly { readonly member: keyof CatalogueFilters; readonly label: string; readonly all: string; readonly values: Choices }[] = [
  { member: 'targetView', label: 'Kind', all: 'Everything', values: { OnlineServices: 'Online services', MarketplaceSaaS: 'Marketplace SaaS', Software: 'Software', Azure: 'Azure' } },
  { member: 'targetSegment', label: 'Segment', all: 'All', values: { commercial: 'Commercial', education: 'Education', government: 'Government', nonprofit: 'Non-profit' } },
  { member: 'publisher', label: 'Publisher', all: 'All', values: { microsoft: 'Microsoft', isv: 'Others' } },
  { member: 'billingType', label: 'Billing type', all: 'All', values: { license: 'By licence', usage: 'By use' } },
  { member: 'category', label: 'Category', all: 'All', values: { enterprise: 'Enterprise', small_business: 'Small business', trial: 'Trial' } },
];

const Choice = ({ label, all, values, value, chosen }: { readonly label: string; readonly all: string; readonly values: Choices; readonly value: string; readonly chosen: (value: string) => void }) => {
  const id = useId();
  return (
    <Field label={{ children: label, htmlFor: id }}>
      <Select id={id} value={value} onChange={(_, { value: next }) => chosen(next)}>
        <option value="">{all}</option>
        {Object.entries(values).map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
};

/** Everything whose title has the words that were typed. */
export const titled = (products: readonly Product[], text: string): readonly Product[] => {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return products.filter(({ title, id }) => words.every((word) => title.toLowerCase().includes(word) || id.toLowerCase() === word));
};

/** Narrows a catalogue. */
export const CatalogueFilterBar = ({ filters, changed, text, typed, children }: { readonly filters: CatalogueFilters; readonly changed: (filters: CatalogueFilters) => void; readonly text: string; readonly typed: (text: string) => void; readonly children?: ReactNode }) => {
  const styles = useStyles();
  return (
    <div className={styles.filters} role="search" aria-label="Catalogue">
      <SearchBox className={styles.search} aria-label="Products whose title has" placeholder="Title has …" value={text} onChange={(_, { value }) => typed(value)} />
      {choices.map(({ member, label, all, values }) => (
        <Choice
          key={member}
          label={label}
          all={all}
          values={values}
          value={filters[member] ?? ''}
          chosen={(value) => changed(Object.fromEntries([...Object.entries(filters).filter(([each]) => each !== member), ...(value === '' ? [] : [[member, value]])]) as CatalogueFilters)}
        />
      ))}
      {children}
    </div>
  );
};
