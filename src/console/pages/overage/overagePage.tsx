import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { Day, Instant } from '../../parts/instant';
import { LongTable, ShortTable } from '../../parts/longTable';
import { Money } from '../../parts/money';
import { Page } from '../../parts/page';
import { Section } from '../../parts/section';
import { Failed, Loading } from '../../parts/states';
import { named } from '../../parts/words';
import { useSession } from '../../session/useSession';
import { useCustomer } from '../customers/customerData';
import { AskHandoverDialog } from './askDialog';
import { useAssignable, useOverage } from './overageData';
import { SetDialog } from './setDialog';

const PAGE_SIZE = 100;

const Held = ({ customerId }: { readonly customerId: string }) => {
  const { data, error, refetch } = useOverage(customerId);
  const { data: assignable = [] } = useAssignable(customerId);
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="what is assigned" />;
  const { items, none = [] } = data;
  if (items.length + none.length === 0) return <span>You hold no overage of this customer. Calls beyond what licences bring are charged to nobody by you.</span>;
  const nameOf = (id: string | undefined): string => assignable.find(({ azureEntitlementId }) => azureEntitlementId === id)?.friendlyName ?? id ?? '';
  return (
    <>
      {items.length > 0 && (
        <ShortTable
          rows={items}
          label="Overage assigned"
          keyOf={({ type }) => type}
          columns={[
            { title: 'Service', cell: ({ type }) => named(type) },
            { title: 'Charged to', cell: ({ azureEntitlementId }) => nameOf(azureEntitlementId) },
            { title: 'Reseller', cell: ({ partnerId }) => partnerId ?? 'none' },
          ]}
        />
      )}
      {none.map(({ type, noneFrom }) => (
        <span key={type}>
          {named(type)} is set to None{noneFrom !== undefined && <>, from <Instant at={noneFrom} /> on</>}: such calls are blocked.
        </span>
      ))}
    </>
  );
};

/** What closed months of calls came to. */
const Charged = ({ customerId }: { readonly customerId: string }) => {
  const [month, setMonth] = useState('');
  const list = useList(['overageCharges', customerId, month], async (page, signal) =>
    answerOf(api.GET('/nextterm/v1/customers/{customerId}/usage/charges', { signal, params: { path: { customerId }, query: { size: PAGE_SIZE, ...(month !== '' && { month }), ...page.query }, header: page.header } })),
  );
  return (
    <>
      <Field label="Month, or all" style={{ maxWidth: '14rem' }}>
        <Input type="month" value={month} onChange={(_, { value }) => setMonth(value)} />
      </Field>
      <LongTable
        list={list}
        label="Charges of overage"
        what="what was charged"
        empty="Nothing has been charged: a month is once it has closed."
        keyOf={({ id }) => id}
        columns={[
          { title: 'Service', cell: ({ service }) => named(service) },
          { title: 'From', cell: ({ chargeStartDate }) => <Day on={chargeStartDate} /> },
          { title: 'To', cell: ({ chargeEndDate }) => <Day on={chargeEndDate} /> },
          { title: 'Minutes', isNumber: true, cell: ({ quantity }) => quantity },
          { title: 'A minute', isNumber: true, cell: ({ unitPrice, currency }) => <Money amount={unitPrice} currency={currency} /> },
          { title: 'Amount', isNumber: true, cell: ({ subtotal, currency }) => <Money amount={subtotal} currency={currency} /> },
        ]}
      />
    </>
  );
};

type Open = 'assign' | 'none' | 'handover';

const Actions = ({ customerId }: { readonly customerId: string }) => {
  const { may } = useSession();
  const [open, setOpen] = useState<Open>();
  const { data } = useOverage(customerId);
  const close = (): void => setOpen(undefined);
  return (
    <>
      {may('overage.handover') && <Button onClick={() => setOpen('handover')}>Ask for a hand-over</Button>}
      {(data?.items.length ?? 0) > 0 && <Button onClick={() => setOpen('none')}>Set to None</Button>}
      <Button appearance="primary" onClick={() => setOpen('assign')}>
        Assign
      </Button>
      {open === 'handover' && <AskHandoverDialog customerId={customerId} close={close} />}
      {(open === 'assign' || open === 'none') && <SetDialog customerId={customerId} isEnabled={open === 'assign'} close={close} />}
    </>
  );
};

/** Calls beyond the allowance of a customer: who is charged, and what they came to. */
export const OveragePage = () => {
  const { customerId = '' } = useParams();
  const { may } = useSession();
  const { data } = useCustomer(customerId);
  return (
    <Page
      title="Overage"
      permission="overage.manage"
      above={[
        { title: 'Customers', path: '/customers' },
        { title: data?.companyProfile.companyName ?? 'Customer', path: `/customers/${customerId}` },
      ]}
      actions={may('overage.manage') && <Actions customerId={customerId} />}
    >
      <Section title="Who is charged">
        <Held customerId={customerId} />
      </Section>
      {may('charges.read') && (
        <Section title="What it came to">
          <Charged customerId={customerId} />
        </Section>
      )}
    </Page>
  );
};
