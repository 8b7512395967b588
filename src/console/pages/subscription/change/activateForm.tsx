import { api } from '../../../api/api';
import { ChangeDialog } from '../../../change/changeDialog';
import { type FormProps } from './formProps';

/** What its publisher confirms once the customer has set it up. */
export const ActivateForm = ({ subscription, of, done, close }: FormProps) => (
  <ChangeDialog
    title={`Activate ${subscription.friendlyName}`}
    confirm="Activate"
    asked="activate"
    version={subscription.attributes.etag}
    send={({ query, header }) => api.POST('/v1/customers/{customerId}/subscriptions/{subscriptionId}/activate', { params: { path: of, query, header } })}
    done={(_, previewed) => done({ text: 'It is activated.', previewed })}
    close={close}
  />
);
