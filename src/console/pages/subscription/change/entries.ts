import { named } from '../../../parts/words';
import { type Options, type Subscription } from '../subscriptionData';

export type Option = Options['items'][number];

/** By what an entry of the menu is about, in their order. */
export const groups = ['Seats', 'Term and renewal', 'Product', 'The subscription'] as const;
type Group = (typeof groups)[number];

/** What opens when an entry is chosen. */
export type ChangeForm = 'seats' | 'autoRenew' | 'nextTerm' | 'dropNextTerm' | 'nextCharge' | 'dropNextCharge' | 'upgrade' | 'status' | 'cancel' | 'rename' | 'support';

interface Known {
  readonly group: Group;
  readonly label: string;
  readonly form: ChangeForm;
}

const known: Readonly<Record<Option['action'], Known>> = {
  addSeats: { group: 'Seats', label: 'Add seats', form: 'seats' },
  reduceSeats: { group: 'Seats', label: 'Take seats off', form: 'seats' },
  turnAutoRenewOn: { group: 'Term and renewal', label: 'Turn auto-renew on', form: 'autoRenew' },
  turnAutoRenewOff: { group: 'Term and renewal', label: 'Turn auto-renew off', form: 'autoRenew' },
  planNextTerm: { group: 'Term and renewal', label: 'Plan the next term', form: 'nextTerm' },
  unplanNextTerm: { group: 'Term and renewal', label: 'Drop the plan for the next term', form: 'dropNextTerm' },
  planNextCharge: { group: 'Term and renewal', label: 'Change the billing cycle', form: 'nextCharge' },
  unplanNextCharge: { group: 'Term and renewal', label: 'Drop the change of the billing cycle', form: 'dropNextCharge' },
  upgrade: { group: 'Product', label: 'Upgrade', form: 'upgrade' },
  convertTrial: { group: 'Product', label: 'Turn paid now', form: 'upgrade' },
  resume: { group: 'The subscription', label: 'Reactivate', form: 'status' },
  suspend: { group: 'The subscription', label: 'Suspend', form: 'status' },
  rename: { group: 'The subscription', label: 'Rename', form: 'rename' },
  cancel: { group: 'The subscription', label: 'Cancel', form: 'cancel' },
  fileSupportRequest: { group: 'The subscription', label: 'File a support request', form: 'support' },
};

/** An entry of the menu of what can be done. */
export interface Entry {
  readonly key: string;
  readonly group: Group;
  readonly label: string;
  readonly option: Option;
  /** Absent: the server knows a change that this console does not. */
  readonly form?: ChangeForm;
}

const entryOf = (option: Option, hasPlan: boolean): Entry => {
  const { action, target } = option;
  // The server may be newer than this page.
  const { group, label, form } = (known as Readonly<Partial<Record<string, Known>>>)[action] ?? { group: 'The subscription' as const, label: named(action) };
  const said = action === 'planNextTerm' && hasPlan ? 'Change the plan for the next term' : target === undefined ? label : `${label}: ${target.title}`;
  return { key: target === undefined ? action : `${action} ${target.toCatalogItemId}`, group, label: said, option, ...(form !== undefined && { form }) };
};

/** All that the server says can be done, or cannot, in the order of the menu. */
export const entriesOf = ({ items }: Pick<Options, 'items'>, { scheduledNextTermInstructions }: Pick<Subscription, 'scheduledNextTermInstructions'>): readonly Entry[] => {
  const entries = items.map((option) => entryOf(option, scheduledNextTermInstructions !== undefined));
  return groups.flatMap((group) => entries.filter((entry) => entry.group === group));
};

/** Whether choosing it opens something. */
export const canBeChosen = ({ option, form }: Entry): boolean => option.possible && form !== undefined;
