import { type operations } from '@described';
import { type Preview } from '../../../change/preview';
import { type Options, type Subscription, type SubscriptionKey } from '../subscriptionData';

export type Option = Options['items'][number];

/** What a PATCH of a subscription may ask for. */
export type PatchBody = NonNullable<operations['patchSubscription']['requestBody']>['content']['application/json'];

/** What a change did, for the message about it. */
export interface Done {
  /** `12 seats from now on.` */
  readonly text: string;
  readonly previewed: Preview;
  /** Absent where nothing undoes it. */
  readonly undo?: PatchBody;
  /** Another subscription that it is about now. */
  readonly became?: SubscriptionKey;
}

/** Of the dialog of every change. */
export interface FormProps {
  readonly subscription: Subscription;
  readonly of: SubscriptionKey;
  readonly option: Option;
  readonly done: (done: Done) => void;
  readonly close: () => void;
}
