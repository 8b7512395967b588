import { type Theme, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { createContext, use, useState, useSyncExternalStore } from 'react';

const KEPT = 'nextterm.theme';
type Choice = 'light' | 'dark';

const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const subscribe = (changed: () => void): (() => void) => {
  prefersDark.addEventListener('change', changed);
  return () => prefersDark.removeEventListener('change', changed);
};

export interface ChosenTheme {
  readonly look: Theme;
  readonly isDark: boolean;
  readonly toggle: () => void;
}

/** Dark or light: as the machine likes it until somebody chooses, then as chosen in this browser. */
export const useTheme = (): ChosenTheme => {
  const machine = useSyncExternalStore(subscribe, () => prefersDark.matches);
  const [chosen, setChosen] = useState(() => localStorage.getItem(KEPT) as Choice | null);
  const isDark = chosen === null ? machine : chosen === 'dark';
  const toggle = (): void => {
    const next: Choice = isDark ? 'light' : 'dark';
    localStorage.setItem(KEPT, next);
    setChosen(next);
  };
  return { look: isDark ? webDarkTheme : webLightTheme, isDark, toggle };
};

export const ThemeContext = createContext<ChosenTheme | undefined>(undefined);

/** @throws Error outside the console */
export const useChosenTheme = (): ChosenTheme => {
  const theme = use(ThemeContext);
  if (theme === null || theme === undefined) throw new Error('There is no theme here.');
  return theme;
};
