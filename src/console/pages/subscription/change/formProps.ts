import { type Preview } from '../../../change/preview';
import { type Subscription, type SubscriptionKey } from '../subscriptionData';
import { type Option } from './entries';
import { type PatchBody } from './undo';

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
