import { Button, Spinner } from '@fluentui/react-components';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { Failed } from '../../../parts/states';
import { useOptions, useSubscription, type SubscriptionKey } from '../subscriptionData';
import { ActionMenu } from './actionMenu';
import { DoneMessage } from './doneMessage';
import { canBeChosen, entriesOf, type Entry } from './entries';
import { type Done, type Option, type PatchBody } from './formProps';
import { forms } from './forms';
import { PatchDialog } from './patchDialog';

/** What stands open: the form of an entry, or the undoing of what was done. */
type Opened = { readonly entry: Entry<Option> } | { readonly undo: PatchBody };

/** Of one subscription: the page goes on to the next one with the same state. */
interface Standing {
  readonly subscriptionId: string;
  readonly opened?: Opened | undefined;
  readonly done?: Done | undefined;
}

/** Worth a button of their own. */
const prominent: ReadonlySet<string> = new Set(['seats', 'nextTerm', 'activate']);

const Prominent = ({ entries, choose }: { readonly entries: readonly Entry<Option>[]; readonly choose: (entry: Entry<Option>) => void }) => {
  const able = entries.filter((entry) => canBeChosen(entry) && prominent.has(entry.form ?? ''));
  const shown = able.filter(({ form }, index) => able.findIndex((other) => other.form === form) === index);
  return shown.map((entry) => (
    <Button key={entry.key} onClick={() => choose(entry)}>
      {entry.form === 'seats' ? 'Change seats' : entry.label}
    </Button>
  ));
};

/**
 * What can be done to a subscription, as the server says it, each by its dialog.
 * @returns buttons and menu for the page's head, and below it the message about what was done
 */
export const useSubscriptionChanges = (key: SubscriptionKey): { readonly actions: ReactNode; readonly notice: ReactNode } => {
  const { data: subscription } = useSubscription(key);
  const { data: options, error, refetch } = useOptions(key);
  const { subscriptionId } = key;
  const [standing, setStanding] = useState<Standing>({ subscriptionId });
  const { opened, done } = standing.subscriptionId === subscriptionId ? standing : ({ subscriptionId } satisfies Standing as Standing);
  const menu = useRef<HTMLButtonElement>(null);
  const keepMenu = useCallback((button: HTMLButtonElement | null) => void (menu.current = button), []);
  const wasOpen = useRef(false);
  const isOpen = opened !== undefined;
  useEffect(() => {
    if (wasOpen.current && !isOpen) menu.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  if (subscription === undefined) return { actions: null, notice: null };
  if (options === undefined) return { actions: error === null ? <Spinner size="tiny" label="Reading what can be done …" /> : null, notice: error !== null && <Failed error={error} retry={() => void refetch()} /> };

  const open = (next: Opened | undefined): void => setStanding({ subscriptionId, done, opened: next });
  const close = (): void => open(undefined);
  const finished = (what: Done | undefined): void => setStanding({ subscriptionId, done: what });
  const shared = { subscription, of: key, done: finished, close };
  const entries = entriesOf(options, subscription);
  const choose = (entry: Entry<Option>): void => open({ entry });
  const Form = opened !== undefined && 'entry' in opened && opened.entry.form !== undefined ? forms[opened.entry.form] : undefined;
  const undo = done?.undo;
  return {
    actions: (
      <>
        <Prominent entries={entries} choose={choose} />
        <ActionMenu entries={entries} choose={choose} subscriptionId={subscriptionId} button={keepMenu} />
        {Form !== undefined && opened !== undefined && 'entry' in opened && <Form {...shared} option={opened.entry.option} />}
        {opened !== undefined && 'undo' in opened && <PatchDialog {...shared} title={`Undo the last change of ${subscription.friendlyName}`} confirm="Undo it" body={opened.undo} said={() => 'It is as it was before.'} />}
      </>
    ),
    notice: done !== undefined && <DoneMessage done={done} {...(undo !== undefined && Object.keys(undo).length > 0 && { undo: () => open({ undo }) })} dismiss={() => finished(undefined)} />,
  };
};
