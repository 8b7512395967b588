import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, useMemo } from 'react';
import { dayText, localText } from '../../../parts/instant';
import { moneyText } from '../../../parts/money';
import { type Point, type Span } from './timelineData';
import { type Bar, picture } from './timelineView';

const LANE = '2.25rem';

const useStyles = makeStyles({
  scroll: { overflowX: 'auto', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium },
  picture: { display: 'grid', gridTemplateColumns: '7.5rem minmax(34rem, 1fr)', padding: tokens.spacingHorizontalM, position: 'relative' },
  name: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, alignSelf: 'center', paddingRight: tokens.spacingHorizontalS },
  lane: { position: 'relative', height: LANE, borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  bar: { position: 'absolute', top: '0.375rem', height: '1.5rem', minWidth: '3px', borderRadius: tokens.borderRadiusSmall, boxSizing: 'border-box', overflow: 'hidden', whiteSpace: 'nowrap', textOverflow: 'ellipsis', fontSize: tokens.fontSizeBase200, lineHeight: '1.5rem', paddingInline: tokens.spacingHorizontalXS },
  thin: { paddingInline: 0 },
  past: { backgroundColor: tokens.colorNeutralBackground5, color: tokens.colorNeutralForeground2 },
  present: { backgroundColor: tokens.colorBrandBackground, color: tokens.colorNeutralForegroundOnBrand },
  future: { backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1, border: `1px dashed ${tokens.colorNeutralStroke1}`, lineHeight: 'calc(1.5rem - 2px)' },
  open: { backgroundColor: tokens.colorPaletteGreenBackground3 },
  charge: { position: 'absolute', top: '0.75rem', width: '0.75rem', height: '0.75rem', marginLeft: '-0.375rem', borderRadius: tokens.borderRadiusCircular, boxSizing: 'border-box' },
  paid: { backgroundColor: tokens.colorNeutralForeground3 },
  toPay: { border: `2px solid ${tokens.colorNeutralForeground3}`, backgroundColor: tokens.colorNeutralBackground1 },
  now: { position: 'absolute', insetBlock: 0, width: '2px', marginLeft: '-1px', backgroundColor: tokens.colorPaletteRedBorderActive },
  nowText: { position: 'absolute', top: 0, fontSize: tokens.fontSizeBase200, lineHeight: '1.25rem', color: tokens.colorNeutralForegroundInverted, backgroundColor: tokens.colorPaletteRedForeground1, paddingInline: tokens.spacingHorizontalXS, borderRadius: tokens.borderRadiusSmall },
  axis: { position: 'relative', height: '1.5rem', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  head: { position: 'relative', height: '1.5rem' },
  tick: { position: 'absolute', top: '0.25rem', transform: 'translateX(-50%)', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase100, whiteSpace: 'nowrap' },
});

const month = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric', timeZone: 'UTC' });

const termText = ({ title, term }: Span): string => (term === undefined ? title : `${title} ${term.number}${term.quantity === undefined ? '' : ` · ${term.quantity}`}`);

/** In percent of the picture: what is narrower has room for a number only. */
const NARROW = 8;

const Lane = ({ name, now, children }: { readonly name: string; readonly now: number; readonly children: ReactNode }) => {
  const styles = useStyles();
  return (
    <>
      <span className={styles.name}>{name}</span>
      <div className={styles.lane}>
        {children}
        <div className={styles.now} style={{ left: `${now}%` }} />
      </div>
    </>
  );
};

const Bars = ({ bars, textOf }: { readonly bars: readonly Bar<Span>[]; readonly textOf?: (span: Span, width: number) => string }) => {
  const styles = useStyles();
  return bars.map(({ span, left, width }) => (
    <div
      key={span.id}
      className={mergeClasses(styles.bar, styles[span.tense], textOf === undefined && styles.thin, span.window?.state === 'open' && styles.open)}
      style={{ left: `${left}%`, width: `${width}%` }}
      title={`${termText(span)}: ${dayText(span.from)}${span.until === undefined ? '' : ` – ${localText(span.until)}`}`}
    >
      {textOf?.(span, width)}
    </div>
  ));
};

/** Terms, windows and charges on one line of time, with where the server's clock stands. Whoever cannot see it has all of it in the list. */
export const TimelinePicture = ({ items, now }: { readonly items: readonly (Point | Span)[]; readonly now: string }) => {
  const styles = useStyles();
  const drawn = useMemo(() => picture<Point, Span>(items, now, ({ amount }) => amount !== undefined), [items, now]);
  const { terms, windows, others, charges, ticks } = drawn;
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Picture of the timeline">
      <div className={styles.picture} role="img" aria-label={`From ${dayText(drawn.from)} to ${dayText(drawn.until)}; now it is ${localText(now)}. The list below says all of it.`}>
        <span />
        <div className={styles.head}>
          <span className={styles.nowText} style={drawn.now > 90 ? { right: `${100 - drawn.now}%` } : { left: `${drawn.now}%` }}>
            now
          </span>
        </div>
        {terms.length > 0 && (
          <Lane name="Terms" now={drawn.now}>
            <Bars bars={terms} textOf={(span, width) => (width < NARROW ? String(span.term?.number ?? '') : termText(span))} />
          </Lane>
        )}
        {windows.length > 0 && (
          <Lane name="Seats can come off" now={drawn.now}>
            <Bars bars={windows} />
          </Lane>
        )}
        {others.length > 0 && (
          <Lane name="Suspended, kept" now={drawn.now}>
            <Bars bars={others} textOf={({ title }) => title} />
          </Lane>
        )}
        {charges.length > 0 && (
          <Lane name="Charges" now={drawn.now}>
            {charges.map(({ point, left }) => (
              <div
                key={point.id}
                className={mergeClasses(styles.charge, point.tense === 'future' ? styles.toPay : styles.paid)}
                style={{ left: `${left}%` }}
                title={`${point.title}, ${localText(point.at)}: ${moneyText(point.amount ?? '', point.currency ?? '')}`}
              />
            ))}
          </Lane>
        )}
        <span />
        <div className={styles.axis}>
          {ticks.map(({ on, left }) => (
            <span key={on} className={styles.tick} style={{ left: `${left}%` }}>
              {month.format(new Date(on))}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
};
