import { Field, Input, Select, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { api } from '../../api/api';
import { ChangeDialog } from '../../change/changeDialog';
import { Failed } from '../../parts/states';
import { useSession } from '../../session/useSession';
import { SERVICE, useAssignable } from './overageData';

type Answered = Promise<{ readonly data?: unknown; readonly error?: unknown; readonly response: Response }>;

/** Says what is charged for minutes beyond the allowance: an Azure subscription, or None. */
export const SetDialog = ({ customerId, isEnabled, close }: { readonly customerId: string; readonly isEnabled: boolean; readonly close: () => void }) => {
  const { caller } = useSession();
  const { data: assignable = [], error, refetch } = useAssignable(customerId);
  const [subscription, setSubscription] = useState('');
  const [reseller, setReseller] = useState('');
  const azureEntitlementId = subscription === '' ? undefined : subscription;
  const body = { overageEnabled: isEnabled, type: SERVICE, ...(azureEntitlementId !== undefined && { azureEntitlementId }), ...(reseller.trim() !== '' && { partnerId: reseller.trim() }) };
  return (
    <ChangeDialog<unknown>
      title={isEnabled ? 'Assign overage' : 'Set overage to None'}
      confirm={isEnabled ? 'Assign' : 'Set to None'}
      asked={JSON.stringify(body)}
      send={({ query, header }): Answered => api.PUT('/v1/customers/{customerId}/subscriptions/overage', { params: { path: { customerId }, query, header }, body })}
      done={close}
      close={close}
    >
      <Text>{isEnabled ? 'Minutes beyond what the licences bring are charged to this Azure subscription.' : 'Nobody is charged for minutes beyond what the licences bring from then on: such calls are blocked.'}</Text>
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {isEnabled && (
        <Field label="Azure subscription">
          <Select value={subscription} onChange={(_, { value }) => setSubscription(value)}>
            <option value="">One is chosen, or made</option>
            {assignable.map(({ azureEntitlementId: id, friendlyName }) => (
              <option key={id} value={id}>
                {friendlyName}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {isEnabled && caller.partner?.kind === 'indirect_provider' && (
        <Field label="PartnerID of the reseller of record">
          <Input value={reseller} onChange={(_, { value }) => setReseller(value)} />
        </Field>
      )}
    </ChangeDialog>
  );
};
