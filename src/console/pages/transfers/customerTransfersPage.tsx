import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useParams } from 'react-router';
import { LongTable } from '../../parts/longTable';
import { Page } from '../../parts/page';
import { useSession } from '../../session/useSession';
import { useCustomer } from '../customers/customerData';
import { AskDialog } from './askDialog';
import { transferColumns } from './transferColumns';
import { useTransfersOf } from './transferData';

const Listed = ({ customerId }: { readonly customerId: string }) => (
  <LongTable list={useTransfersOf(customerId)} label="Transfers" what="the transfers" empty="No transfer of this customer concerns you." keyOf={({ id }) => id} columns={transferColumns(false)} />
);

/** Transfers of a customer in which the partner has a part; here it asks for one as its target. */
export const CustomerTransfersPage = () => {
  const { customerId = '' } = useParams();
  const { may } = useSession();
  const { data } = useCustomer(customerId);
  const [isAsking, setAsking] = useState(false);
  return (
    <Page
      title="Transfers of the customer"
      permission="transfers.read"
      above={[
        { title: 'Customers', path: '/customers' },
        { title: data?.companyProfile.companyName ?? 'Customer', path: `/customers/${customerId}` },
      ]}
      actions={
        may('transfers.manage') && (
          <Button appearance="primary" onClick={() => setAsking(true)}>
            Ask for a transfer
          </Button>
        )
      }
    >
      <Listed customerId={customerId} />
      {isAsking && <AskDialog customerId={customerId} close={() => setAsking(false)} />}
    </Page>
  );
};
