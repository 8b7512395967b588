import { Field, Input, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../../api/api';
import { ChangeDialog } from '../../change/changeDialog';
import { useSession } from '../../session/useSession';
import { type Handover, handoverPath, SERVICE } from './overageData';

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

type Answered = Promise<{ readonly data?: Handover; readonly error?: unknown; readonly response: Response }>;

/** Any of the three asks that the overage goes to another partner. A partner that does not hold it asks for itself. */
export const AskHandoverDialog = ({ customerId, close }: { readonly customerId: string; readonly close: () => void }) => {
  const navigate = useNavigate();
  const { caller } = useSession();
  const [target, setTarget] = useState('');
  const toPartnerTenantId = target.trim();
  const isGuid = GUID.test(toPartnerTenantId);
  return (
    <ChangeDialog<Handover>
      title="Ask for a hand-over of overage"
      confirm="Ask"
      asked={isGuid ? toPartnerTenantId : undefined}
      send={({ query, header }) => api.POST('/nextterm/v1/customers/{customerId}/overage/{service}/handover', { params: { path: { customerId, service: SERVICE }, query, header }, body: { toPartnerTenantId } }) as Answered}
      done={(handover) => {
        close();
        void navigate(handoverPath(handover));
      }}
      close={close}
    >
      <Text>The partner who holds the overage, the one who is to have it, and the customer have to agree. Asking is your agreement.</Text>
      <Field
        label="Tenant of the partner who is to have it"
        required
        {...(caller.kind === 'partner' && { hint: `Yours is ${caller.tenantId}` })}
        {...(toPartnerTenantId !== '' && !isGuid && { validationState: 'error' as const, validationMessage: 'A tenant id has the form 00000000-0000-0000-0000-000000000000.' })}
      >
        <Input value={target} onChange={(_, { value }) => setTarget(value)} />
      </Field>
    </ChangeDialog>
  );
};
