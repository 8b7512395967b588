import { Button, SearchBox } from '@fluentui/react-components';
import { useDeferredValue, useState } from 'react';

import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { LongTable } from '../../parts/longTable';
import { Page } from '../../parts/page';
import { PageLink } from '../../parts/pageLink';
import { named } from '../../parts/words';
import { useSession } from '../../session/useSession';
import { NewCustomer } from './newCustomer';

const PAGE_SIZE = 100;

const startingWith = (text: string) => (text === '' ? {} : { filter: JSON.stringify({ Field: 'CompanyName', Value: text, Operator: 'starts_with' }) });

/** A partner's customers by name: as many as there are, read as somebody goes down the list. */
export const CustomersPage = () => {
  const { may } = useSession();
  const [isMaking, setMaking] = useState(false);
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const list = useList(['customers', asked], (page, signal) =>
    answerOf(api.GET('/v1/customers', { signal, params: { query: { size: PAGE_SIZE, ...startingWith(asked), ...page.query }, header: page.header } })),
  );
  return (
    <Page title="Customers" permission="customers.read" actions={may('customers.create') && <Button onClick={() => setMaking(true)}>New customer</Button>}>
      <SearchBox aria-label="Customers whose name begins with" placeholder="Name begins with …" value={text} onChange={(_, { value }) => setText(value)} />
      <LongTable
        list={list}
        label="Customers"
        what="your customers"
        empty={asked === '' ? 'You have no customers yet.' : `No customer has a name that begins with “${asked}”.`}
        keyOf={({ id }) => id}
        columns={[
          { title: 'Name', cell: ({ id, companyProfile }) => <PageLink to={`/customers/${id}`}>{companyProfile.companyName}</PageLink> },
          { title: 'Domain', cell: ({ companyProfile }) => companyProfile.domain },
          { title: 'Relationship', cell: ({ relationshipToPartner }) => named(relationshipToPartner ?? '') },
        ]}
      />
      {isMaking && <NewCustomer close={() => setMaking(false)} />}
    </Page>
  );
};
