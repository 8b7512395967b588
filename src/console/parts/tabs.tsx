import { makeStyles, Tab, TabList } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { useSearchParams } from 'react-router';
import { addressWith } from './addressWith';
import { type Permission } from '../session/useSession';
import { Allowed } from './states';

const useStyles = makeStyles({ tabs: { flexWrap: 'wrap' }, panel: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 'inherit', minWidth: 0 }, both: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '1rem', minWidth: 0 } });

/** One of the tabs of a page. */
export interface TabShown {
  /** In the page's address: `charges`. */
  readonly key: string;
  readonly title: string;
  /** Without which it says so, and asks for nothing. */
  readonly permission?: Permission;
  /** Called when it is opened, not before. */
  readonly shown: () => ReactNode;
}

/** Tabs, the first of which is open; which one is stands in the address, so that a link leads to it and going back finds it open. */
export const Tabs = ({ tabs, label }: { readonly tabs: readonly TabShown[]; readonly label: string }) => {
  const styles = useStyles();
  const id = useId();
  const [search, setSearch] = useSearchParams();
  const open = tabs.find(({ key }) => key === search.get('tab')) ?? tabs[0];
  if (open === undefined) return null;
  return (
    <div className={styles.both}>
      <TabList className={styles.tabs} aria-label={label} selectedValue={open.key} onTabSelect={(_, { value }) => setSearch(addressWith('tab', String(value)), { replace: true })}>
        {tabs.map(({ key, title }) => (
          <Tab key={key} id={`${id}${key}`} value={key} aria-controls={`${id}panel`}>
            {title}
          </Tab>
        ))}
      </TabList>
      <div key={open.key} id={`${id}panel`} className={styles.panel} role="tabpanel" aria-labelledby={`${id}${open.key}`}>
        <Allowed permission={open.permission}>{open.shown()}</Allowed>
      </div>
    </div>
  );
};
