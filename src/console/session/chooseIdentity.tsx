import { Button, Card, CardHeader, Dropdown, Field, makeStyles, Option, SearchBox, Subtitle2, Text, Title2, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { openCall } from '../api/openCall';
import { Failed, Loading } from '../parts/states';
import { Centred } from '../shell/centred';
import { named } from '../parts/words';
import { type LocalIdentity } from './localIdentity';

interface Organisation {
  readonly kind: 'partner' | 'reseller' | 'operator' | 'customer';
  readonly name: string;
  readonly tenantId: string;
  readonly domain: string;
  readonly clients: readonly { readonly role: string; readonly clientId: string; readonly username: string }[];
}

interface Identities {
  readonly organisations: readonly Organisation[];
  readonly customers: readonly Organisation[];
  readonly more: boolean;
}

const readIdentities = (named: string, signal: AbortSignal): Promise<Identities> => openCall(`local/identities${named === '' ? '' : `?named=${encodeURIComponent(named)}`}`, { signal });

const useStyles = makeStyles({
  lists: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(17rem, 1fr))', gap: tokens.spacingHorizontalM },
  wide: { maxWidth: '64rem', width: '100%', display: 'grid', gap: tokens.spacingVerticalL },
  choice: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'end' },
});

const OrganisationCard = ({ organisation, choose }: { readonly organisation: Organisation; readonly choose: (identity: LocalIdentity) => void }) => {
  const styles = useStyles();
  const [role, setRole] = useState(organisation.clients[0]?.role ?? '');
  const client = organisation.clients.find((each) => each.role === role);
  return (
    <Card role="group" aria-label={organisation.name}>
      <CardHeader header={<Text weight="semibold">{organisation.name}</Text>} description={<Text size={200}>{`${named(organisation.kind)}, ${organisation.domain}`}</Text>} />
      <div className={styles.choice}>
        {organisation.clients.length > 1 && (
          <Field label="Role">
            <Dropdown value={named(role)} selectedOptions={[role]} onOptionSelect={(_, { optionValue }) => setRole(optionValue ?? role)} style={{ minWidth: '9rem' }}>
              {organisation.clients.map((each) => (
                <Option key={each.role} value={each.role}>
                  {named(each.role)}
                </Option>
              ))}
            </Dropdown>
          </Field>
        )}
        <Button
          appearance="primary"
          disabled={client === undefined}
          aria-label={`Sign in as ${organisation.name}`}
          onClick={() => client && choose({ tenantId: organisation.tenantId, organisation: organisation.name, ...client })}
        >
          Sign in
        </Button>
      </div>
    </Card>
  );
};

/** Locally people are chosen from a list: the organisations of the world, each in any of its roles. */
export const ChooseIdentity = ({ choose }: { readonly choose: (identity: LocalIdentity) => void }) => {
  const styles = useStyles();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { data, error, refetch } = useQuery({ queryKey: ['identities', asked], queryFn: ({ signal }) => readIdentities(asked, signal), placeholderData: (before) => before });
  return (
    <Centred>
      <div className={styles.wide}>
        <Title2 as="h1">NextTerm: who are you?</Title2>
        <Text>This server runs on your machine, with a world of its own: choose an organisation and a role, any of them. Nothing here asks for a password.</Text>
        <SearchBox aria-label="Organisations whose name begins with" placeholder="Name begins with …" value={text} onChange={(_, { value }) => setText(value)} />
        {error !== null && <Failed error={error} retry={() => void refetch()} />}
        {data === undefined && error === null && <Loading what="the organisations" />}
        {data && (
          <>
            <Subtitle2 as="h2">Partners, and whoever runs the installation</Subtitle2>
            <div className={styles.lists}>
              {data.organisations.map((each) => (
                <OrganisationCard key={each.tenantId} organisation={each} choose={choose} />
              ))}
            </div>
            <Subtitle2 as="h2">Customers</Subtitle2>
            <div className={styles.lists}>
              {data.customers.map((each) => (
                <OrganisationCard key={each.tenantId} organisation={each} choose={choose} />
              ))}
            </div>
            {data.organisations.length + data.customers.length === 0 && <Text>No organisation has a name that begins so.</Text>}
            {data.more && <Text>There are more: write the beginning of a name.</Text>}
          </>
        )}
      </div>
    </Centred>
  );
};
