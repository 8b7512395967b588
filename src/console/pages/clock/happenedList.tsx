import { Badge, MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import { useMemo } from 'react';
import { listOf } from '../../api/pages';
import { Instant, localText } from '../../parts/instant';
import { LongTable } from '../../parts/longTable';
import { PageLink } from '../../parts/pageLink';
import { counted, named } from '../../parts/words';
import { useSession } from '../../session/useSession';
import { useCustomer } from '../customers/customerData';
import { useSubscription } from '../subscription/subscriptionData';
import { consolePath } from './consolePath';
import { heldText } from './heldText';
import { type Happened, type Moved } from './localClock';

const CustomerName = ({ customerId }: { readonly customerId: string }) => useCustomer(customerId).data?.companyProfile.companyName ?? customerId;

const SubscriptionName = ({ customerId, subscriptionId }: { readonly customerId: string; readonly subscriptionId: string }) => useSubscription({ customerId, subscriptionId }).data?.friendlyName ?? `Subscription ${subscriptionId}`;

const SUBSCRIPTION = /\/subscriptions\/([^/]+)$/;

/** A link to what it happened to, where that is the caller's; its id otherwise. */
const Subject = ({ happened: { href, subject, subjectKind = '', customerId, partnerIds = [] } }: { readonly happened: Happened }) => {
  const { caller } = useSession();
  const path = href === undefined || !partnerIds.includes(caller.tenantId) ? undefined : consolePath(href);
  const text = `${named(subjectKind)} ${subject.split('|')[0]}`.trim();
  if (path === undefined) return text;
  const [, subscriptionId] = SUBSCRIPTION.exec(path) ?? [];
  return <PageLink to={path}>{subscriptionId === undefined || customerId === undefined ? text : <SubscriptionName customerId={customerId} subscriptionId={subscriptionId} />}</PageLink>;
};

const Customer = ({ happened: { customerId, partnerIds = [] } }: { readonly happened: Happened }) => {
  const { caller } = useSession();
  if (customerId === undefined) return null;
  return caller.kind === 'partner' && partnerIds.includes(caller.tenantId) ? <CustomerName customerId={customerId} /> : customerId;
};

/** What happened while the clock moved, the first first. */
export const HappenedList = ({ moved: { from, to, happened, leftOut = 0, held } }: { readonly moved: Moved }) => {
  const rows = useMemo(() => happened.map((each, index) => ({ ...each, index })), [happened]);
  return (
    <>
      <Text block>{`From ${localText(from)} to ${localText(to)}${leftOut > 0 ? `; ${counted(leftOut, 'later event')} not shown` : ''}.`}</Text>
      {held !== undefined && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{heldText(held)}</MessageBarBody>
        </MessageBar>
      )}
      <LongTable
        list={listOf(rows)}
        label="What happened"
        what="what happened"
        empty={held === undefined ? 'Nothing fell due.' : 'Nothing was carried out.'}
        keyOf={({ index }) => String(index)}
        columns={[
          { title: 'At', cell: ({ at }) => <Instant at={at} /> },
          { title: 'What', cell: ({ what }) => (what === 'failure' ? <Badge color="danger">Failure</Badge> : named(what)) },
          { title: 'Of', cell: (each) => <Subject happened={each} /> },
          { title: 'Customer', cell: (each) => <Customer happened={each} /> },
          { title: 'Outcome', cell: ({ outcome, what }) => (what === 'failure' ? outcome : named(outcome)) },
        ]}
      />
    </>
  );
};
