import { Instant } from '../../parts/instant';
import { ShortTable } from '../../parts/longTable';
import { Page } from '../../parts/page';
import { PageLink } from '../../parts/pageLink';
import { Empty, Failed, Loading } from '../../parts/states';
import { StatusBadge } from '../../parts/statusBadge';
import { counted } from '../../parts/words';
import { useSession } from '../../session/useSession';
import { partnerNameOf, type Relationship, resellerNameOf, useRelationships } from './relationshipData';

/** Those that wait for an answer come first. */
const waitingFirst = (relationships: readonly Relationship[]): readonly Relationship[] => relationships.toSorted((a, b) => Number(b.status === 'pending') - Number(a.status === 'pending') || partnerNameOf(a).localeCompare(partnerNameOf(b)));

const Partners = () => {
  const { caller } = useSession();
  const { data, error, refetch } = useRelationships(caller.tenantId);
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="your partners" />;
  if (data.length === 0) return <Empty>No partner has asked to sell to you.</Empty>;
  const waiting = data.filter(({ status }) => status === 'pending').length;
  return (
    <>
      {waiting > 0 && <span>{`${counted(waiting, 'partner')} ${waiting === 1 ? 'waits' : 'wait'} for your answer.`}</span>}
      <ShortTable
        rows={waitingFirst(data)}
        label="Your partners"
        keyOf={({ partnerTenantId }) => partnerTenantId}
        columns={[
          { title: 'Partner', cell: (each) => <PageLink to={`/requests/${each.partnerTenantId}`}>{partnerNameOf(each)}</PageLink> },
          { title: 'State', cell: ({ status }) => <StatusBadge status={status} /> },
          { title: 'Since', cell: ({ since }) => <Instant at={since} /> },
          { title: 'Sells through', cell: (each) => resellerNameOf(each) ?? 'nobody else' },
        ]}
      />
    </>
  );
};

/** Who sells to the customer that has signed in, and who asks to. */
export const PartnersPage = () => (
  <Page title="Your partners" permission="relationships.answer">
    <Partners />
  </Page>
);
