import { Checkbox, Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { ChangeDialog } from '../../change/changeDialog';
import { Day } from '../../parts/instant';
import { LongTable } from '../../parts/longTable';
import { Failed } from '../../parts/states';
import { counted } from '../../parts/words';
import { TransferEffects } from './effects';
import { type TransferKey, type TransferPreview } from './transferData';

const PAGE_SIZE = 100;
/** So many go in one transfer. */
const MOST = 25;

type Answered = Promise<{ readonly data?: unknown; readonly error?: unknown; readonly response: Response }>;

/** What can go, and what stands against the rest. */
const useEligibility = (customerId: string) =>
  useQuery({
    queryKey: ['transferEligibility', customerId],
    queryFn: async ({ signal }) => new Map((await answerOf(api.GET('/v1/customers/{customerId}/transferseligibility', { signal, params: { path: { customerId }, query: { transferType: '5' } } }))).map((each) => [each.id, each])),
  });

const Choice = ({ customerId, picked, pick }: { readonly customerId: string; readonly picked: readonly string[]; readonly pick: (picked: readonly string[]) => void }) => {
  const { data: eligible, error, refetch } = useEligibility(customerId);
  const list = useList(['subscriptions', customerId], (page, signal) =>
    answerOf(api.GET('/v1/customers/{customerId}/subscriptions', { signal, params: { path: { customerId }, query: { size: PAGE_SIZE, ...page.query }, header: page.header } })),
  );
  const reasonOf = (id: string): string | undefined => (eligible === undefined ? '…' : eligible.get(id)?.isEligible === true ? undefined : (eligible.get(id)?.reason ?? 'it cannot be moved'));
  return (
    <>
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      <LongTable
        list={list}
        label="Subscriptions to choose from"
        what="what the customer has"
        empty="The customer has no subscription of yours."
        keyOf={({ id }) => id}
        columns={[
          {
            title: 'Take along',
            cell: ({ id, friendlyName }) => (
              <Checkbox
                label={friendlyName}
                checked={picked.includes(id)}
                disabled={!picked.includes(id) && (reasonOf(id) !== undefined || picked.length >= MOST)}
                onChange={(_, { checked }) => pick(checked === true ? [...picked, id] : picked.filter((each) => each !== id))}
              />
            ),
          },
          { title: 'Seats', isNumber: true, cell: ({ quantity }) => quantity },
          { title: 'Term ends', cell: ({ termDuration, commitmentEndDate }) => (termDuration === undefined ? 'never' : <Day on={commitmentEndDate} />) },
          { title: 'Stands against it', cell: ({ id }) => reasonOf(id) ?? 'nothing' },
        ]}
      />
      <Text>{`${counted(picked.length, 'subscription')} chosen; at most ${MOST} go in one transfer.`}</Text>
    </>
  );
};

const words = {
  offer: { title: 'Offer subscriptions', confirm: 'Offer', says: 'An offer binds nobody: the partner who asks sees what it would pay. It takes the place of what you offered before; with nothing chosen, it is taken back.' },
  submit: { title: 'Hand subscriptions over', confirm: 'Hand over', says: 'Each is moved at once, to the partner who asks. You pay for today, the other from tomorrow.' },
} as const;

/** The source picks what goes: as an offer, or in earnest. @param before what it offered so far */
export const PickDialog = ({ transfer: { customerId, transferId }, how, before, close }: { readonly transfer: TransferKey; readonly how: keyof typeof words; readonly before: readonly string[]; readonly close: () => void }) => {
  const [picked, pick] = useState(before);
  const { title, confirm, says } = words[how];
  const isComplete = picked.length > 0 || (how === 'offer' && before.length > 0);
  const lineItems = picked.map((subscriptionId) => ({ subscriptionId, productType: 'OnlineServicesNCE' as const }));
  const path = { customerId, transferId };
  return (
    <ChangeDialog<unknown>
      title={title}
      confirm={confirm}
      asked={isComplete ? JSON.stringify(picked) : undefined}
      send={({ query, header }): Answered =>
        how === 'offer'
          ? api.PUT('/nextterm/v1/customers/{customerId}/transfers/{transferId}/offer', { params: { path, query, header }, body: { lineItems } })
          : api.PATCH('/v1/customers/{customerId}/transfers/{transferId}', { params: { path, query, header }, body: { lineItems } })
      }
      more={(preview) => <TransferEffects {...(preview as unknown as TransferPreview)} />}
      done={close}
      close={close}
    >
      <Text>{says}</Text>
      <Choice customerId={customerId} picked={picked} pick={pick} />
    </ChangeDialog>
  );
};
