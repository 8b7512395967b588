import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode } from 'react';

const useStyles = makeStyles({ centred: { minHeight: '100vh', display: 'grid', alignContent: 'center', justifyItems: 'center', gap: tokens.spacingVerticalL, padding: tokens.spacingHorizontalXL, boxSizing: 'border-box', textAlign: 'start' } });

/** A page before anybody has signed in. */
export const Centred = ({ children }: { readonly children: ReactNode }) => <main className={useStyles().centred}>{children}</main>;
