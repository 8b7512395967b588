import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { Page } from '../../parts/page';
import { useSession } from '../../session/useSession';
import { AskHandoverDialog } from '../overage/askDialog';

/** Where a customer asks that its overage goes to another of its partners. */
export const YourOveragePage = () => {
  const { caller } = useSession();
  const [isAsking, setAsking] = useState(false);
  return (
    <Page title="Your overage" permission="overage.handover">
      <Text>Calls beyond what your licences bring are charged by one of your partners. It goes to another once both partners and you have agreed. A partner who asks for that sends you the address of its request, where you agree or refuse.</Text>
      <div>
        <Button onClick={() => setAsking(true)}>Ask for a hand-over</Button>
      </div>
      {isAsking && <AskHandoverDialog customerId={caller.tenantId} close={() => setAsking(false)} />}
    </Page>
  );
};
