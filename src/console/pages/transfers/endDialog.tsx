import { Text } from '@fluentui/react-components';
import { api } from '../../api/api';
import { ChangeDialog } from '../../change/changeDialog';
import { type TransferKey } from './transferData';

const words = {
  reject: { title: 'Reject the transfer', confirm: 'Reject', says: 'You hand nothing over; everything stays as it is. The partner who asks, and the customer, are told.' },
  cancel: { title: 'Withdraw the transfer', confirm: 'Withdraw', says: 'You ask no longer; everything stays as it is. You may ask again.' },
} as const;

/** Ends a pending transfer with nothing moved: the source rejects, the target withdraws. */
export const EndDialog = ({ transfer: { customerId, transferId }, how, close }: { readonly transfer: TransferKey; readonly how: keyof typeof words; readonly close: () => void }) => {
  const { title, confirm, says } = words[how];
  return (
    <ChangeDialog<unknown>
      title={title}
      confirm={confirm}
      asked={how}
      send={({ query, header }): Promise<{ data?: unknown; error?: unknown; response: Response }> => api.PATCH('/v1/customers/{customerId}/transfers/{transferId}', { params: { path: { customerId, transferId }, query, header }, body: { status: how } })}
      done={close}
      close={close}
    >
      <Text>{says}</Text>
    </ChangeDialog>
  );
};
