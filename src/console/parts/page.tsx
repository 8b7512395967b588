import { Breadcrumb, BreadcrumbButton, BreadcrumbDivider, BreadcrumbItem, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { Fragment, type ReactNode, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { type Permission } from '../session/useSession';
import { Allowed } from './states';

const useStyles = makeStyles({
  page: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalL, padding: tokens.spacingHorizontalXL, alignContent: 'start', minWidth: 0, '@media (max-width: 40rem)': { padding: tokens.spacingHorizontalM } },
  head: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'center', justifyContent: 'space-between' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  // Names can be longer than a phone is wide.
  above: { minWidth: 0, '& ol': { flexWrap: 'wrap' }, '& button': { whiteSpace: 'normal', height: 'auto', textAlign: 'start' } },
  title: { ...typographyStyles.title2, margin: 0, outline: 'none', overflowWrap: 'anywhere' },
});

/** A page above the one that is shown. */
export interface Above {
  readonly title: string;
  readonly path: string;
}

/**
 * A page: where one stands, its title, which listeners hear when it opens, what can be done, and its content.
 * @param permission without which nothing but the title is shown
 */
export const Page = ({ title, above = [], actions, permission, children }: { readonly title: string; readonly above?: readonly Above[]; readonly actions?: ReactNode; readonly permission?: Permission; readonly children: ReactNode }) => {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  const navigate = useNavigate();
  useEffect(() => {
    document.title = `${title} · NextTerm`;
  }, [title]);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className={styles.page}>
      {above.length > 0 && (
        <Breadcrumb aria-label="Where you are" className={styles.above}>
          {above.map(({ title: each, path }) => (
            <Fragment key={path}>
              <BreadcrumbItem>
                <BreadcrumbButton onClick={() => void navigate(path)}>{each}</BreadcrumbButton>
              </BreadcrumbItem>
              <BreadcrumbDivider />
            </Fragment>
          ))}
          <BreadcrumbItem>
            <BreadcrumbButton current>{title}</BreadcrumbButton>
          </BreadcrumbItem>
        </Breadcrumb>
      )}
      <div className={styles.head}>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        <div className={styles.actions}>{actions}</div>
      </div>
      <Allowed permission={permission}>{children}</Allowed>
    </main>
  );
};
