import { Button } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { Facts } from '../../parts/facts';
import { Instant } from '../../parts/instant';
import { ShortTable } from '../../parts/longTable';
import { type Above, Page } from '../../parts/page';
import { PageLink } from '../../parts/pageLink';
import { Section } from '../../parts/section';
import { Failed, Loading } from '../../parts/states';
import { StatusBadge } from '../../parts/statusBadge';
import { counted, named } from '../../parts/words';
import { useSession } from '../../session/useSession';
import { TransferCharges, TransferEffects } from './effects';
import { EndDialog } from './endDialog';
import { PickDialog } from './pickDialog';
import { TransferHistory } from './transferHistory';
import { sideOf, type Transfer, type TransferKey, useSidePreview, useTransfer } from './transferData';

/** What its reader can do next, or waits for. */
const nextText = (transfer: Transfer): string | undefined => {
  if (transfer.status !== 'Pending') return undefined;
  const side = sideOf(transfer);
  if (side === 'source') return `${transfer.targetPartnerName} asks you to hand subscriptions over: offer some, so that it sees what it would pay; hand them over; or reject it.`;
  const waits = `${transfer.sourcePartnerName || 'The other partner'} has been asked, and has not answered yet.`;
  return side === 'target' ? waits : `${waits} You need do nothing: you accepted ${transfer.targetPartnerName} as a partner of yours, and nothing is moved that its present partner does not hand over.`;
};

const Lines = ({ transfer }: { readonly transfer: Transfer }) => {
  const side = sideOf(transfer);
  if (transfer.lineItems.length === 0) return <span>{transfer.status === 'Pending' ? 'Nothing has been handed over yet.' : side === 'target' && transfer.status === 'InProgress' ? 'They are being moved.' : 'Nothing was moved.'}</span>;
  return (
    <ShortTable
      rows={transfer.lineItems}
      label="Subscriptions of the transfer"
      keyOf={({ id }) => String(id)}
      columns={[
        {
          title: 'Subscription',
          cell: ({ subscriptionId, friendlyName }) => (side === 'target' && subscriptionId !== '' ? <PageLink to={`/customers/${transfer.customerTenantId}/subscriptions/${subscriptionId}`}>{friendlyName}</PageLink> : friendlyName),
        },
        { title: 'Seats', isNumber: true, cell: ({ quantity }) => quantity },
        { title: 'Billed', cell: ({ billingCycle }) => named(billingCycle) },
        { title: 'State', cell: ({ status }) => (status === undefined ? 'not moved yet' : <StatusBadge status={status} />) },
        { title: 'Why not', cell: ({ transferError = '' }) => transferError },
        ...(side === 'customer' ? [{ title: 'Known as', cell: ({ subscriptionId, sourceSubscriptionId }: Transfer['lineItems'][number]) => (subscriptionId === sourceSubscriptionId ? subscriptionId : `${subscriptionId}, before ${sourceSubscriptionId ?? ''}`) }] : []),
      ]}
    />
  );
};

/** The caller's own side of what is offered. */
const YourSide = ({ transfer, children }: { readonly transfer: TransferKey; readonly children?: ReactNode }) => {
  const { data, error, refetch } = useSidePreview(transfer, true);
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="what it would do for you" />;
  if (!data.offered) return <span>{data.side === 'source' ? 'You have offered nothing yet.' : 'Nothing has been offered yet. Once it is, you see here what you would get and pay.'}</span>;
  return (
    <>
      <TransferEffects {...data} />
      <TransferCharges items={data.items} />
      <span>
        As of <Instant at={data.asOf} />; it costs what the day on which it is moved makes of it.
      </span>
      {children}
    </>
  );
};

type Open = 'offer' | 'submit' | 'reject' | 'cancel';

const Actions = ({ transfer }: { readonly transfer: Transfer }) => {
  const { may } = useSession();
  const [open, setOpen] = useState<Open>();
  const side = sideOf(transfer);
  const key = { customerId: transfer.customerTenantId, transferId: transfer.id };
  const isOpen = transfer.status === 'Pending' && side !== 'customer' && may('transfers.manage');
  const { data: offered } = useSidePreview(key, isOpen && side === 'source');
  const before = offered?.items.flatMap(({ subscriptionId }) => subscriptionId ?? []) ?? [];
  const close = (): void => setOpen(undefined);
  return (
    <>
      {isOpen && side === 'source' && (
        <>
          <Button onClick={() => setOpen('reject')}>Reject</Button>
          <Button disabled={offered === undefined} onClick={() => setOpen('offer')}>
            Offer
          </Button>
          <Button appearance="primary" disabled={offered === undefined} onClick={() => setOpen('submit')}>
            Hand over
          </Button>
        </>
      )}
      {isOpen && side === 'target' && <Button onClick={() => setOpen('cancel')}>Withdraw</Button>}
      {(open === 'offer' || open === 'submit') && <PickDialog transfer={key} how={open} before={before} close={close} />}
      {(open === 'reject' || open === 'cancel') && <EndDialog transfer={key} how={open} close={close} />}
    </>
  );
};

const Known = ({ transfer }: { readonly transfer: Transfer }) => {
  const { may } = useSession();
  const side = sideOf(transfer);
  const key = { customerId: transfer.customerTenantId, transferId: transfer.id };
  const next = nextText(transfer);
  return (
    <>
      <Facts
        facts={{
          State: <StatusBadge status={transfer.status} />,
          Customer: transfer.customerName,
          From: transfer.sourcePartnerName || transfer.sourcePartnerTenantId,
          To: transfer.targetPartnerName,
          Asked: <Instant at={transfer.createdTime} />,
          'Answer due before': transfer.status === 'Pending' ? <Instant at={transfer.expirationTime} /> : undefined,
          Ended: transfer.completedTime === undefined ? undefined : <Instant at={transfer.completedTime} />,
          'The customer is told at': transfer.customerEmailId,
          'Reseller of record': transfer.partnerOnRecord,
          Meant: transfer.targetProductTypes === undefined || transfer.targetProductTypes === null ? undefined : counted(transfer.targetProductTypes.length, 'kind of product'),
        }}
      />
      {next !== undefined && <span>{next}</span>}
      {side !== 'customer' && transfer.status === 'Pending' && may('transfers.read') && (
        <Section title="What it would do for you">
          <YourSide transfer={key} />
        </Section>
      )}
      <Section title="Subscriptions">
        <Lines transfer={transfer} />
      </Section>
      <Section title="What happened">
        <TransferHistory {...key} />
      </Section>
    </>
  );
};

/** One transfer, as whichever of its three parties looks at it. */
export const TransferPage = () => {
  const { customerId = '', transferId = '' } = useParams();
  const { caller } = useSession();
  const { data: transfer, error, refetch } = useTransfer({ customerId, transferId });
  const above: readonly Above[] = [caller.kind === 'customer' ? { title: 'Your transfers', path: '/your/transfers' } : { title: 'Transfers', path: '/transfers' }];
  return (
    <Page title={transfer === undefined ? 'Transfer' : `Transfer of ${transfer.customerName}`} permission="transfers.follow" above={above} actions={transfer && <Actions transfer={transfer} />}>
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {transfer === undefined ? error === null && <Loading what="the transfer" /> : <Known transfer={transfer} />}
    </Page>
  );
};
