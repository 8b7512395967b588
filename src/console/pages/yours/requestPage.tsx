import { Button, Checkbox, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api } from '../../api/api';
import { ChangeDialog } from '../../change/changeDialog';
import { Facts } from '../../parts/facts';
import { Instant } from '../../parts/instant';
import { Page } from '../../parts/page';
import { Empty, Failed, Loading } from '../../parts/states';
import { StatusBadge } from '../../parts/statusBadge';
import { counted } from '../../parts/words';
import { useSession } from '../../session/useSession';
import { partnerNameOf, type Relationship, resellerNameOf, useRelationships } from './relationshipData';

type Answered = Promise<{ readonly data?: unknown; readonly error?: unknown; readonly response: Response }>;

const AnswerDialog = ({ relationship, answer, close }: { readonly relationship: Relationship; readonly answer: 'accept' | 'decline'; readonly close: () => void }) => {
  const [agrees, setAgrees] = useState(false);
  const { customerId, partnerTenantId } = relationship;
  const path = { customerId, partnerTenantId };
  // What is shown is answered, and nothing that the partner asks for meanwhile.
  const { etag } = relationship.attributes;
  const seen = { 'If-Match': `"${etag}"` };
  const name = partnerNameOf(relationship);
  return (
    <ChangeDialog<unknown>
      title={answer === 'accept' ? `Accept ${name}` : `Decline ${name}`}
      confirm={answer === 'accept' ? 'Accept' : 'Decline'}
      asked={`${answer} ${agrees}`}
      version={etag}
      send={({ query, header }): Answered =>
        answer === 'accept'
          ? api.POST('/nextterm/v1/customers/{customerId}/relationships/{partnerTenantId}/accept', { params: { path, query, header: { ...header, ...seen } }, body: agrees ? { acceptCustomerAgreement: true } : {} })
          : api.POST('/nextterm/v1/customers/{customerId}/relationships/{partnerTenantId}/decline', { params: { path, query, header: { ...header, ...seen } } })
      }
      done={close}
      close={close}
    >
      <Text>
        {answer === 'accept'
          ? `${name} will see your organisation, may order for you, and may ask other partners of yours to hand subscriptions over. Accepting orders nothing.`
          : `${name} sees nothing of you and can sell you nothing. It may ask again.`}
      </Text>
      {answer === 'accept' && (
        <Checkbox
          label="I also accept the Microsoft Customer Agreement for my organisation, without which nobody can order for it"
          checked={agrees}
          onChange={(_, { checked }) => setAgrees(checked === true)}
        />
      )}
    </ChangeDialog>
  );
};

const said: Readonly<Record<Relationship['status'], (name: string) => string>> = {
  pending: (name) => `${name} asks to become a partner of yours. Until you answer, it sees nothing of you and can sell you nothing.`,
  accepted: (name) => `${name} is a partner of yours: it sees your organisation and may order for you.`,
  declined: (name) => `You declined ${name}. It may ask again.`,
  ended: (name) => `${name} is no partner of yours any more. It may ask again.`,
};

const Known = ({ relationship }: { readonly relationship: Relationship }) => (
  <>
    <Text>{said[relationship.status](partnerNameOf(relationship))}</Text>
    <Facts
      facts={{
        State: <StatusBadge status={relationship.status} />,
        Since: <Instant at={relationship.since} />,
        'Sells through': resellerNameOf(relationship),
        'Means to take over': relationship.subscriptionsToMove === undefined ? undefined : `${counted(relationship.subscriptionsToMove.length, 'subscription')}, which moves none yet`,
        'Its tenant': relationship.partnerTenantId,
      }}
    />
  </>
);

const Answers = ({ relationship }: { readonly relationship: Relationship }) => {
  const [open, setOpen] = useState<'accept' | 'decline'>();
  return (
    <>
      {relationship.status === 'pending' && (
        <>
          <Button onClick={() => setOpen('decline')}>Decline</Button>
          <Button appearance="primary" onClick={() => setOpen('accept')}>
            Accept
          </Button>
        </>
      )}
      {open !== undefined && <AnswerDialog relationship={relationship} answer={open} close={() => setOpen(undefined)} />}
    </>
  );
};

const OfCustomer = ({ partnerTenantId }: { readonly partnerTenantId: string }) => {
  const { caller } = useSession();
  const { data, error, refetch } = useRelationships(caller.tenantId);
  const relationship = data?.find((each) => each.partnerTenantId === partnerTenantId);
  return (
    <Page
      title={relationship === undefined ? 'Request of a partner' : partnerNameOf(relationship)}
      above={[{ title: 'Your partners', path: '/requests' }]}
      actions={relationship && <Answers relationship={relationship} />}
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Loading what="the request" />}
      {data !== undefined && (relationship === undefined ? <Empty>{`This partner has not asked you for anything yet: its request is sent apart from this link. You are signed in as ${caller.displayName}.`}</Empty> : <Known relationship={relationship} />)}
    </Page>
  );
};

/** What the link of a request leads to: the customer accepts or declines. */
export const RequestPage = () => {
  const { partnerTenantId = '' } = useParams();
  const { may } = useSession();
  // Of nobody else's relationships is anything asked.
  return may('relationships.answer') ? (
    <OfCustomer partnerTenantId={partnerTenantId.toLowerCase()} />
  ) : (
    <Page title="Request of a partner">
      <Empty>A customer answers this request. Sign in as the customer: in the menu with your name.</Empty>
    </Page>
  );
};
