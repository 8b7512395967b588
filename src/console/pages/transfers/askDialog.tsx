import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../../api/api';
import { ChangeDialog } from '../../change/changeDialog';
import { useSession } from '../../session/useSession';
import { useCustomer } from '../customers/customerData';

const useStyles = makeStyles({ form: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(18rem, 100%), 1fr))', gap: tokens.spacingVerticalM } });

/** Of the kinds of transfer the one of new commerce between partners. */
const BETWEEN_PARTNERS = 5;
const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

interface Asked {
  readonly id?: string;
}

/** The target asks: from whom, and where the customer is told of it. */
export const AskDialog = ({ customerId, close }: { readonly customerId: string; readonly close: () => void }) => {
  const styles = useStyles();
  const { caller } = useSession();
  const navigate = useNavigate();
  const { data: customer } = useCustomer(customerId);
  const [source, setSource] = useState('');
  const [typedEmail, setEmail] = useState<string>();
  const [reseller, setReseller] = useState('');
  const email = typedEmail ?? customer?.billingProfile?.email ?? '';
  const isProvider = caller.partner?.kind === 'indirect_provider';
  const isGuid = GUID.test(source.trim());
  const body = { sourcePartnerTenantId: source.trim(), customerEmailId: email.trim(), transferType: BETWEEN_PARTNERS, ...(reseller.trim() !== '' && { partnerOnRecord: reseller.trim() }) } as const;
  return (
    <ChangeDialog<Asked>
      title="Ask for a transfer"
      confirm="Ask"
      asked={isGuid && email.includes('@') ? JSON.stringify(body) : undefined}
      send={({ query, header }) => api.POST('/v1/customers/{customerId}/transfers', { params: { path: { customerId }, query, header }, body }) as Promise<{ data?: Asked; error?: unknown; response: Response }>}
      done={({ id }) => {
        close();
        if (id !== undefined) void navigate(`/customers/${customerId}/transfers/${id}`);
      }}
      close={close}
    >
      <div className={styles.form}>
        <Field
          label="Tenant of the partner who hands over"
          required
          hint="The customer knows it, and so does that partner."
          {...(source.trim() !== '' && !isGuid && { validationState: 'error' as const, validationMessage: 'A tenant id has the form 00000000-0000-0000-0000-000000000000.' })}
        >
          <Input value={source} onChange={(_, { value }) => setSource(value)} />
        </Field>
        <Field label="E-mail of the customer" required hint="Who is told of each step.">
          <Input type="email" value={email} onChange={(_, { value }) => setEmail(value)} />
        </Field>
        {isProvider && (
          <Field label="PartnerID of the reseller of record" hint="Through whom you will sell.">
            <Input value={reseller} onChange={(_, { value }) => setReseller(value)} />
          </Field>
        )}
      </div>
    </ChangeDialog>
  );
};
