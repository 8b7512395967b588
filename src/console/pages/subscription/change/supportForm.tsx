import { Field, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { type operations } from '@described';
import { useState } from 'react';
import { api } from '../../../api/api';
import { ChangeDialog } from '../../../change/changeDialog';
import { named } from '../../../parts/words';
import { type FormProps } from './formProps';

type Reason = NonNullable<operations['fileSupportRequest']['requestBody']>['content']['application/json']['reason'];

const reasons: Readonly<Record<Reason, string>> = {
  incorrect_purchase: 'Bought by mistake',
  duplicate_order: 'Ordered twice',
  partner_change: 'The customer changes its partner',
  technical_issue: 'It does not work',
  redundant_licences: 'Licences made superfluous by an upgrade or a purchase',
};

const LONGEST_NOTE = 2000;

/** Asks the operator to end it although its window is over. */
export const SupportForm = ({ subscription, of, done, close }: FormProps) => {
  const [reason, setReason] = useState<Reason>();
  const [note, setNote] = useState('');
  return (
    <ChangeDialog
      title={`Ask for support: ${subscription.friendlyName}`}
      confirm="File the request"
      asked={reason === undefined ? undefined : JSON.stringify([reason, note])}
      send={({ query, header }) =>
        api.POST('/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/supportrequests', { params: { path: of, query, header }, body: { reason: reason ?? 'incorrect_purchase', note } })
      }
      done={(_, previewed) => done({ text: `The operator was asked to end it: ${named(reason ?? '').toLowerCase()}.`, previewed })}
      close={close}
    >
      <Field label="Why should it end?" required>
        <RadioGroup value={reason ?? ''} onChange={(_, { value }) => setReason(value as Reason)}>
          {Object.entries(reasons).map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </RadioGroup>
      </Field>
      <Field label="Note to the operator">
        <Textarea value={note} maxLength={LONGEST_NOTE} onChange={(_, { value }) => setNote(value)} />
      </Field>
    </ChangeDialog>
  );
};
