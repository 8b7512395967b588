import { Button, Field, Input, makeStyles, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api/api';
import { ChangeDialog } from '../../change/changeDialog';
import { Failed } from '../../parts/states';
import { useSession } from '../../session/useSession';
import { useClock } from '../../shell/clock';

const TYPE = 'MicrosoftCustomerAgreement';

const useStyles = makeStyles({ form: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(14rem, 1fr))', gap: tokens.spacingVerticalM } });

const fields = { firstName: 'First name', lastName: 'Last name', email: 'E-mail', phoneNumber: 'Telephone' } as const;
type Contact = Partial<Record<keyof typeof fields, string>>;

const useTemplate = () =>
  useQuery({ queryKey: ['agreementTemplate', TYPE], queryFn: async ({ signal }) => (await answerOf(api.GET('/v1/agreements', { signal, params: { query: { agreementType: TYPE } } }))).items[0], staleTime: 60_000 });

/** Whether the customer accepted the agreement, by the partner's word or its own signature. */
const useAccepted = (customerId: string, enabled: boolean) =>
  useQuery({
    queryKey: ['agreementAccepted', customerId],
    queryFn: async ({ signal }) => {
      const [attested, signed] = await Promise.all([
        answerOf(api.GET('/v1/customers/{customerId}/agreements', { signal, params: { path: { customerId }, query: { agreementType: TYPE } } })),
        answerOf(api.GET('/v1/customers/{customerId}/directSignedMicrosoftCustomerAgreementStatus', { signal, params: { path: { customerId } } })),
      ]);
      return attested.items.length > 0 || signed.isSigned;
    },
    enabled,
  });

const Attest = ({ customerId, close }: { readonly customerId: string; readonly close: () => void }) => {
  const styles = useStyles();
  const { now } = useClock();
  const { data: template, error, refetch } = useTemplate();
  const [contact, setContact] = useState<Contact>({});
  const [agreedOn, setAgreedOn] = useState(now.slice(0, 'YYYY-MM-DD'.length));
  const { firstName = '', lastName = '', email = '', phoneNumber = '' } = contact;
  const isComplete = template !== undefined && firstName !== '' && lastName !== '' && email.includes('@') && agreedOn !== '';
  const body = { type: TYPE, templateId: template?.templateId ?? '', dateAgreed: `${agreedOn}T00:00:00Z`, primaryContact: { firstName, lastName, email, ...(phoneNumber !== '' && { phoneNumber }) } } as const;
  return (
    <ChangeDialog
      title="Attest the customer agreement"
      confirm="Attest"
      asked={isComplete ? JSON.stringify(body) : undefined}
      send={({ query, header }) => api.POST('/v1/customers/{customerId}/agreements', { params: { path: { customerId }, query, header }, body })}
      done={close}
      close={close}
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      <p>
        You state that the customer has accepted the Microsoft Customer Agreement, and who did.{' '}
        {template && (
          <a href={template.agreementLink} target="_blank" rel="noreferrer">
            Its text
          </a>
        )}
      </p>
      <div className={styles.form}>
        {(Object.keys(fields) as (keyof typeof fields)[]).map((field) => (
          <Field key={field} label={fields[field]} required={field !== 'phoneNumber'}>
            <Input value={contact[field] ?? ''} type={field === 'email' ? 'email' : 'text'} onChange={(_, { value }) => setContact({ ...contact, [field]: value })} />
          </Field>
        ))}
        <Field label="Accepted on" required hint="A day of UTC">
          <Input type="date" value={agreedOn} max={now.slice(0, 'YYYY-MM-DD'.length)} onChange={(_, { value }) => setAgreedOn(value)} />
        </Field>
      </div>
    </ChangeDialog>
  );
};

/** Says that nothing can be ordered before the agreement is attested, and lets one do it; nothing where it is. */
export const AgreementMissing = ({ customerId }: { readonly customerId: string }) => {
  const { may } = useSession();
  const { data: isAccepted, error, refetch } = useAccepted(customerId, may('agreements.read'));
  const [isOpen, setOpen] = useState(false);
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (isAccepted !== false) return null;
  return (
    <>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>The agreement is missing</MessageBarTitle> Nobody has confirmed that this customer accepted the Microsoft Customer Agreement. Until then nothing can be ordered.
        </MessageBarBody>
        {may('agreements.attest') && (
          <MessageBarActions>
            <Button onClick={() => setOpen(true)}>Attest it</Button>
          </MessageBarActions>
        )}
      </MessageBar>
      {isOpen && <Attest customerId={customerId} close={() => setOpen(false)} />}
    </>
  );
};
