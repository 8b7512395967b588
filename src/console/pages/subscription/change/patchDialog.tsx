import { type ReactNode } from 'react';
import { api } from '../../../api/api';
import { ChangeDialog, type Sent } from '../../../change/changeDialog';
import { isPreview } from '../../../change/preview';
import { type Subscription, type SubscriptionKey } from '../subscriptionData';
import { type Done, type PatchBody } from './formProps';
import { undoOf } from './undo';

interface PatchDialogProps {
  readonly subscription: Subscription;
  readonly of: SubscriptionKey;
  readonly title: string;
  readonly confirm: string;
  /** Undefined: the form says nothing new yet. */
  readonly body: PatchBody | undefined;
  /** Of the message, once it is done. */
  readonly said: (after: Subscription) => string;
  readonly children?: ReactNode;
  readonly done: (done: Done) => void;
  readonly close: () => void;
}

const patched = ({ of: path, body, subscription }: Pick<PatchDialogProps, 'of' | 'subscription'> & { readonly body: PatchBody }, { query, header }: Sent) => {
  const { etag } = subscription.attributes;
  return api.PATCH('/v1/customers/{customerId}/subscriptions/{subscriptionId}', { params: { path, query, header: { ...header, ...(etag !== undefined && { 'If-Match': `"${etag.replaceAll('"', '')}"` }) } }, body });
};

/** A change of the subscription as it was read: whoever else was quicker is noticed by the etag. */
export const PatchDialog = ({ subscription, of, title, confirm, body, said, children, done, close }: PatchDialogProps) => (
  <ChangeDialog
    title={title}
    confirm={confirm}
    asked={body === undefined ? undefined : JSON.stringify(body)}
    version={subscription.attributes.etag}
    send={(sent) => patched({ of, subscription, body: body ?? {} }, sent)}
    done={(after, previewed) => {
      if (isPreview(after)) return;
      done({ text: said(after), previewed, ...(previewed.reversible && { undo: undoOf(subscription, after) }) });
    }}
    close={close}
  >
    {children}
  </ChangeDialog>
);
