import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api } from '../../api/api';
import { ChangeDialog } from '../../change/changeDialog';
import { Facts } from '../../parts/facts';
import { Instant } from '../../parts/instant';
import { ShortTable } from '../../parts/longTable';
import { Page } from '../../parts/page';
import { Failed, Loading } from '../../parts/states';
import { StatusBadge } from '../../parts/statusBadge';
import { named } from '../../parts/words';
import { useSession } from '../../session/useSession';
import { type Handover, useHandover } from './overageData';

type Answered = Promise<{ readonly data?: unknown; readonly error?: unknown; readonly response: Response }>;

const AnswerDialog = ({ handover: { customerId, service, id }, answer, close }: { readonly handover: Handover; readonly answer: 'agree' | 'refuse'; readonly close: () => void }) => {
  const path = { customerId, service, handoverId: id };
  return (
    <ChangeDialog<unknown>
      title={answer === 'agree' ? 'Agree to the hand-over' : 'Refuse the hand-over'}
      confirm={answer === 'agree' ? 'Agree' : 'Refuse'}
      asked={answer}
      send={({ query, header }): Answered =>
        answer === 'agree'
          ? api.POST('/nextterm/v1/customers/{customerId}/overage/{service}/handover/{handoverId}/agree', { params: { path, query, header } })
          : api.POST('/nextterm/v1/customers/{customerId}/overage/{service}/handover/{handoverId}/refuse', { params: { path, query, header } })
      }
      done={close}
      close={close}
    >
      <Text>{answer === 'agree' ? 'Once all three have agreed, the partner who holds the overage sets it to None, and the other assigns it to an Azure subscription of its own.' : 'The hand-over ends, and the overage stays where it is.'}</Text>
    </ChangeDialog>
  );
};

const steps = { agree: 'agrees', setNone: 'sets the overage to None', assign: 'assigns it' } as const;

/** Which of the three the caller is. */
const partyOf = ({ agreements }: Handover, tenantId: string) => agreements.find((each) => each.tenantId === tenantId)?.party;

const Answers = ({ handover }: { readonly handover: Handover }) => {
  const { caller, may } = useSession();
  const [open, setOpen] = useState<'agree' | 'refuse'>();
  const party = partyOf(handover, caller.tenantId);
  const awaitsMe = handover.awaits.some((each) => each.party === party && each.step === 'agree');
  return (
    <>
      {handover.status === 'pending' && may('overage.handover') && party !== undefined && <Button onClick={() => setOpen('refuse')}>Refuse</Button>}
      {awaitsMe && may('overage.handover') && (
        <Button appearance="primary" onClick={() => setOpen('agree')}>
          Agree
        </Button>
      )}
      {open !== undefined && <AnswerDialog handover={handover} answer={open} close={() => setOpen(undefined)} />}
    </>
  );
};

const Known = ({ handover }: { readonly handover: Handover }) => (
  <>
    <Facts
      facts={{
        State: <StatusBadge status={handover.status} />,
        Service: named(handover.service),
        From: handover.fromPartnerTenantId ?? 'told once that partner has agreed',
        To: handover.toPartnerTenantId,
        Asked: <Instant at={handover.requestedAt} />,
        'Asked by': named(handover.requestedBy),
        'To be done before': handover.awaits.length > 0 ? <Instant at={handover.expiresAt} /> : undefined,
        'Set to None': handover.clearedAt === undefined ? undefined : <Instant at={handover.clearedAt} />,
        Ended: handover.endedAt === undefined ? undefined : <Instant at={handover.endedAt} />,
        'Refused by': handover.refusedBy === undefined ? undefined : named(handover.refusedBy),
        'Waits until': handover.awaits.length === 0 ? undefined : handover.awaits.map(({ party, step }) => `the ${party} ${steps[step]}`).join(', '),
      }}
    />
    <ShortTable
      rows={handover.agreements}
      label="Who has agreed"
      keyOf={({ party }) => party}
      columns={[
        { title: 'Party', cell: ({ party }) => named(party) },
        { title: 'Tenant', cell: ({ tenantId }) => tenantId ?? 'not told yet' },
        { title: 'Agreed', cell: ({ agreed, at }) => (agreed && at !== undefined ? <Instant at={at} /> : 'not yet') },
      ]}
    />
    <span>Its three parties see it at the address of this page: send it to those who have to agree.</span>
  </>
);

/** A hand-over of overage, as each of its three parties sees it. */
export const HandoverPage = () => {
  const { customerId = '', service = '', handoverId = '' } = useParams();
  const { caller } = useSession();
  const { data: handover, error, refetch } = useHandover({ customerId, service, handoverId });
  return (
    <Page
      title="Hand-over of overage"
      permission="overage.handover"
      above={caller.kind === 'customer' ? [{ title: 'Your overage', path: '/your/overage' }] : [{ title: 'Overage', path: `/customers/${customerId}/overage` }]}
      actions={handover && <Answers handover={handover} />}
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {handover === undefined ? error === null && <Loading what="the hand-over" /> : <Known handover={handover} />}
    </Page>
  );
};
