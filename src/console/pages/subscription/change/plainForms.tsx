import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { type FormProps, type PatchBody } from './formProps';
import { PatchDialog } from './patchDialog';

const LONGEST_NAME = 200;

/** Auto-renew on or off. */
export const AutoRenewForm = ({ subscription, option, ...rest }: FormProps) => {
  const on = option.action === 'turnAutoRenewOn';
  return (
    <PatchDialog
      {...rest}
      subscription={subscription}
      title={`Turn auto-renew of ${subscription.friendlyName} ${on ? 'on' : 'off'}`}
      confirm={`Turn auto-renew ${on ? 'on' : 'off'}`}
      body={{ autoRenewEnabled: on }}
      said={() => (on ? 'It renews itself at the end of its term.' : 'It ends with its term.')}
    />
  );
};

/** Suspends, or takes up again. */
export const StatusForm = ({ subscription, option, ...rest }: FormProps) => {
  const suspends = option.action === 'suspend';
  return (
    <PatchDialog
      {...rest}
      subscription={subscription}
      title={`${suspends ? 'Suspend' : 'Reactivate'} ${subscription.friendlyName}`}
      confirm={suspends ? 'Suspend' : 'Reactivate'}
      body={{ status: suspends ? 'suspended' : 'active' }}
      said={() => (suspends ? 'It is suspended: nobody can use it, and it is charged as before.' : 'It is active again.')}
    />
  );
};

/** Ends it within its window, or where that is over, as its kind allows. */
export const CancelForm = ({ subscription, ...rest }: FormProps) => (
  <PatchDialog {...rest} subscription={subscription} title={`Cancel ${subscription.friendlyName}`} confirm="Cancel the subscription" body={{ status: 'deleted' }} said={({ status }) => (status === 'deleted' ? 'It is cancelled.' : 'It ends with its term.')} />
);

/** Drops what is planned. */
export const DropForm = ({ subscription, option, ...rest }: FormProps) => {
  const isTerm = option.action === 'unplanNextTerm';
  const body: PatchBody = isTerm ? { scheduledNextTermInstructions: null } : { nextChargeInstructions: null };
  return (
    <PatchDialog
      {...rest}
      subscription={subscription}
      title={isTerm ? `Drop the plan for the next term of ${subscription.friendlyName}` : `Keep the billing cycle of ${subscription.friendlyName}`}
      confirm={isTerm ? 'Drop the plan' : 'Keep the billing cycle'}
      body={body}
      said={() => (isTerm ? 'Nothing is planned for the next term any more.' : 'The billing cycle stays as it is.')}
    />
  );
};

/** Another name. */
export const RenameForm = ({ subscription, ...rest }: FormProps) => {
  const [name, setName] = useState(subscription.friendlyName);
  const asked = name.trim();
  return (
    <PatchDialog
      {...rest}
      subscription={subscription}
      title={`Rename ${subscription.friendlyName}`}
      confirm="Rename"
      body={asked === '' || asked === subscription.friendlyName ? undefined : { friendlyName: asked }}
      said={({ friendlyName }) => `It is called ${friendlyName} now.`}
    >
      <Field label="Name" required>
        <Input value={name} maxLength={LONGEST_NAME} onChange={(_, { value }) => setName(value)} />
      </Field>
    </PatchDialog>
  );
};
