import { Button, makeStyles, Menu, MenuDivider, MenuGroup, MenuGroupHeader, MenuItem, MenuList, MenuPopover, MenuTrigger, tokens } from '@fluentui/react-components';
import { Fragment, type RefCallback } from 'react';
import { canBeChosen, type Entry, groups } from './entries';
import { EntryText } from './entryText';
import { type Option } from './formProps';

const useStyles = makeStyles({ popover: { width: 'min(30rem, 94vw)', maxWidth: 'none', maxHeight: '75vh', overflowY: 'auto' }, item: { maxWidth: 'none', padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}` } });

interface Chosen {
  readonly entries: readonly Entry<Option>[];
  readonly choose: (entry: Entry<Option>) => void;
  readonly subscriptionId: string;
}

const Items = ({ entries, choose, subscriptionId }: Chosen) => {
  const styles = useStyles();
  return entries.map((entry) => (
    <MenuItem key={entry.key} className={styles.item} disabled={!canBeChosen(entry)} onClick={() => choose(entry)}>
      <EntryText entry={entry} subscriptionId={subscriptionId} />
    </MenuItem>
  ));
};

/** All that can be done, by what it is about, and behind it all that cannot, with the reason. */
export const ActionMenu = ({ entries, choose, subscriptionId, button }: Chosen & { readonly button: RefCallback<HTMLButtonElement> }) => {
  const styles = useStyles();
  const [can, cannot] = [entries.filter(canBeChosen), entries.filter((entry) => !canBeChosen(entry))];
  const sections = [...groups.map((group) => ({ title: group as string, of: can.filter((entry) => entry.group === group) })), { title: 'Not now', of: cannot }].filter(({ of }) => of.length > 0);
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="primary" ref={button}>Change …</Button>
      </MenuTrigger>
      <MenuPopover className={styles.popover}>
        <MenuList>
          {sections.map(({ title, of }, index) => (
            <Fragment key={title}>
              {index > 0 && <MenuDivider />}
              <MenuGroup>
                <MenuGroupHeader>{title}</MenuGroupHeader>
                <Items entries={of} choose={choose} subscriptionId={subscriptionId} />
              </MenuGroup>
            </Fragment>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};
