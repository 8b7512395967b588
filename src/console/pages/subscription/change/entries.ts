import { named } from '../../../parts/words';

/** What the server says of a change: that it can be done, or by which refusal not. */
interface Told {
  readonly action: string;
  readonly possible: boolean;
  readonly code?: number;
  readonly target?: { readonly toCatalogItemId: string; readonly title: string };
}

/** By what an entry of the menu is about, in their order. */
export const groups = ['Seats', 'Term and renewal', 'Product', 'The subscription'] as const;
type Group = (typeof groups)[number];

/** What opens when an entry is chosen. */
export type ChangeForm = 'seats' | 'autoRenew' | 'nextTerm' | 'dropNextTerm' | 'nextCharge' | 'dropNextCharge' | 'upgrade' | 'status' | 'cancel' | 'cancelOrder' | 'activate' | 'rename' | 'support';

interface Known {
  readonly group: Group;
  readonly label: string;
  readonly form: ChangeForm;
}

const known: Readonly<Partial<Record<string, Known>>> = {
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
export interface Entry<O extends Told> {
  readonly key: string;
  readonly group: Group;
  readonly label: string;
  readonly option: O;
  /** Absent: the server knows a change that this console does not. */
  readonly form?: ChangeForm;
  readonly isPossible: boolean;
  /** What it says instead of the option's effect. */
  readonly instead?: { readonly text: string; readonly until?: string };
}

/** Codes of refusals that another call does not meet. */
const CANCELLED_THROUGH_ORDER = 800062;
const ACTIVATION_AWAITED = 800081;

interface Standing {
  readonly cancellationAllowedUntilDate?: string;
}

const entryOf = <O extends Told>(option: O, hasPlan: boolean, { cancellationAllowedUntilDate: until }: Standing): Entry<O> => {
  const { action, target } = option;
  // The server may be newer than this page.
  const { group, label, form } = known[action] ?? { group: 'The subscription' as const, label: named(action) };
  if (action === 'cancel' && !option.possible && option.code === CANCELLED_THROUGH_ORDER && until !== undefined) {
    return { key: action, group, label, option, form: 'cancelOrder', isPossible: true, instead: { text: 'through its order', until } };
  }
  const said = action === 'planNextTerm' && hasPlan ? 'Change the plan for the next term' : target === undefined ? label : `${label}: ${target.title}`;
  return { key: target === undefined ? action : `${action} ${target.toCatalogItemId}`, group, label: said, option, isPossible: option.possible, ...(form !== undefined && { form }) };
};

/** What most of the menu waits for, where it waits for it. */
const activation = <O extends Told>(items: readonly O[]): readonly Entry<O>[] => {
  const waiting = items.find((option) => !option.possible && option.code === ACTIVATION_AWAITED);
  return waiting === undefined ? [] : [{ key: 'activate', group: 'The subscription', label: 'Activate', option: waiting, form: 'activate', isPossible: true, instead: { text: 'as its publisher would' } }];
};

/** All that the server says can be done, or cannot, in the order of the menu. */
export const entriesOf = <O extends Told>({ items }: { readonly items: readonly O[] }, subscription: Standing): readonly Entry<O>[] => {
  const hasPlan = items.some(({ action }) => action === 'unplanNextTerm');
  const entries = [...activation(items), ...items.map((option) => entryOf(option, hasPlan, subscription))];
  return groups.flatMap((group) => entries.filter((entry) => entry.group === group));
};

/** Whether choosing it opens something. */
export const canBeChosen = ({ isPossible, form }: Pick<Entry<Told>, 'isPossible' | 'form'>): boolean => isPossible && form !== undefined;

/** Why something cannot be done, in the server's words, without the id of what the page is about. @param instantText how an instant is written here */
export const reasonText = (reason: string, subscriptionId: string, instantText: (instant: string) => string): string =>
  reason.replaceAll(`of ${subscriptionId}`, 'of this one').replaceAll(` ${subscriptionId}`, '').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (instant) => instantText(instant));
