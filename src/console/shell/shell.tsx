import { Button, makeStyles, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { NavigationRegular, PersonRegular, WeatherMoonRegular, WeatherSunnyRegular } from '@fluentui/react-icons';
import { Suspense, useState } from 'react';
import { NavLink, Outlet } from 'react-router';
import { API_BASE } from '../api/base';
import { groups, isInNavigation } from '../consolePage';
import { pages } from '../pages';
import { Loading } from '../parts/states';
import { named } from '../parts/words';
import { useSession } from '../session/useSession';
import { ClockBadge, ClockProvider } from './clock';
import { useChosenTheme } from './theme';

const NARROW = '@media (max-width: 48rem)';

const useStyles = makeStyles({
  shell: { display: 'grid', gridTemplate: '"top top" auto "side content" 1fr / 14rem 1fr', minHeight: '100vh', [NARROW]: { gridTemplate: '"top" auto "side" auto "content" 1fr / minmax(0, 1fr)' } },
  top: { gridArea: 'top', display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM, padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`, backgroundColor: tokens.colorNeutralBackground3, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  space: { flexGrow: 1 },
  side: { gridArea: 'side', padding: tokens.spacingHorizontalS, backgroundColor: tokens.colorNeutralBackground2, borderRight: `1px solid ${tokens.colorNeutralStroke2}`, [NARROW]: { borderRight: 'none', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` } },
  folded: { [NARROW]: { display: 'none' } },
  unfolds: { '@media (min-width: 48.01rem)': { display: 'none' } },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  group: { display: 'block', padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS}`, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  link: { display: 'block', padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalM}`, borderRadius: tokens.borderRadiusMedium, color: tokens.colorNeutralForeground1, textDecoration: 'none', ':hover': { backgroundColor: tokens.colorNeutralBackground2Hover } },
  here: { backgroundColor: tokens.colorNeutralBackground1Selected, fontWeight: tokens.fontWeightSemibold },
  content: { gridArea: 'content', minWidth: 0 },
  skip: { position: 'absolute', left: '-100vw', ':focus': { left: tokens.spacingHorizontalM, top: tokens.spacingVerticalM, zIndex: 2, backgroundColor: tokens.colorNeutralBackground1, padding: tokens.spacingHorizontalM } },
});

const Navigation = ({ isOpen, chosen }: { readonly isOpen: boolean; readonly chosen: () => void }) => {
  const styles = useStyles();
  const session = useSession();
  const shown = pages.filter((page) => isInNavigation(page, session));
  return (
    <nav className={mergeClasses(styles.side, !isOpen && styles.folded)} aria-label="Pages">
      {groups
        .map((group) => ({ group, pages: shown.filter(({ inNavigation }) => inNavigation === group) }))
        .filter((each) => each.pages.length > 0)
        .map((each) => (
          <div key={each.group}>
            <span className={styles.group} id={`group-${each.group}`}>
              {each.group}
            </span>
            <ul className={styles.list} aria-labelledby={`group-${each.group}`}>
              {each.pages.map(({ path, title }) => (
                <li key={path}>
                  <NavLink to={path} onClick={chosen} className={({ isActive }) => mergeClasses(styles.link, isActive && styles.here)}>
                    {title}
                  </NavLink>
                </li>
              ))}
            </ul>
          </div>
        ))}
    </nav>
  );
};

const WhoMenu = () => {
  const { caller, signOut, isLocal } = useSession();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<PersonRegular />}>
          {`${caller.partner?.name ?? caller.displayName} (${caller.roles.map(named).join(', ')})`}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={signOut}>{isLocal ? 'Sign in as somebody else' : 'Sign out'}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};

/** The frame around every page: what there is, who one is, where the clock stands. */
export const Shell = () => {
  const styles = useStyles();
  const { isDark, toggle } = useChosenTheme();
  const [isOpen, setOpen] = useState(false);
  return (
    <ClockProvider>
      <div className={styles.shell}>
        <a className={styles.skip} href="#content" onClick={(event) => { event.preventDefault(); document.querySelector<HTMLElement>('main h1')?.focus(); }}>
          To the content
        </a>
        <header className={styles.top}>
          <Button className={styles.unfolds} appearance="subtle" icon={<NavigationRegular />} aria-label="Pages" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} />
          <Text weight="semibold" size={400}>
            <a href={`${API_BASE}/`} style={{ color: 'inherit', textDecoration: 'none' }}>
              NextTerm
            </a>
          </Text>
          <span className={styles.space} />
          <ClockBadge />
          <Button appearance="subtle" icon={isDark ? <WeatherSunnyRegular /> : <WeatherMoonRegular />} aria-label={isDark ? 'Light colours' : 'Dark colours'} onClick={toggle} />
          <WhoMenu />
        </header>
        <Navigation isOpen={isOpen} chosen={() => setOpen(false)} />
        <div className={styles.content} id="content">
          <Suspense fallback={<Loading what="the page" />}>
            <Outlet />
          </Suspense>
        </div>
      </div>
    </ClockProvider>
  );
};
