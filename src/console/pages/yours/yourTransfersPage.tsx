import { LongTable } from '../../parts/longTable';
import { Page } from '../../parts/page';
import { useSession } from '../../session/useSession';
import { transferColumns } from '../transfers/transferColumns';
import { useTransfersOf } from '../transfers/transferData';

const Transfers = () => {
  const { caller } = useSession();
  return <LongTable list={useTransfersOf(caller.tenantId)} label="Your transfers" what="your transfers" empty="No partner asks another to hand your subscriptions over." keyOf={({ id }) => id} columns={transferColumns(false)} />;
};

/** What goes from one partner of the customer to another. */
export const YourTransfersPage = () => (
  <Page title="Your transfers" permission="transfers.follow">
    <Transfers />
  </Page>
);
