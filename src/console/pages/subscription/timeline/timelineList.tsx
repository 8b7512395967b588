import { Badge, Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { dayText, Instant } from '../../../parts/instant';
import { moneyText } from '../../../parts/money';
import { counted, named, spelled } from '../../../parts/words';
import { saidText } from '../said';
import { type Point, type Span } from './timelineData';
import { type Entry, listed } from './timelineView';

/** Of what was, shown at first. */
const LATEST = 12;
/** Ids that say nothing to whoever reads a page, and what stands there in other words. */
const NOT_SAID = ['catalogItemId', 'toCatalogItemId', 'orderId', 'partnerTenantId', 'azureSubscriptionId', 'termNumber', 'termStart', 'termEnd', 'completedAt', 'windowClosesAt', 'cycleStart', 'fields'];

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, position: 'relative' },
  entry: { display: 'grid', gridTemplateColumns: '11rem 1.5rem minmax(0, 1fr)', columnGap: tokens.spacingHorizontalS, '@media (max-width: 40rem)': { gridTemplateColumns: '1.5rem minmax(0, 1fr)' } },
  at: { textAlign: 'right', paddingBlock: tokens.spacingVerticalS, '@media (max-width: 40rem)': { gridColumn: 2, gridRow: 1, textAlign: 'left', paddingBottom: 0 } },
  rail: { position: 'relative', '::before': { content: '""', position: 'absolute', insetBlock: 0, left: '50%', width: '2px', marginLeft: '-1px', backgroundColor: tokens.colorNeutralStroke2 }, '@media (max-width: 40rem)': { gridColumn: 1, gridRow: '1 / span 2' } },
  dot: { position: 'absolute', top: '0.875rem', left: '50%', width: '0.75rem', height: '0.75rem', marginLeft: '-0.375rem', boxSizing: 'border-box', borderRadius: tokens.borderRadiusCircular, backgroundColor: tokens.colorNeutralForeground3 },
  ahead: { backgroundColor: tokens.colorNeutralBackground1, border: `2px solid ${tokens.colorNeutralForeground3}` },
  nowDot: { backgroundColor: tokens.colorPaletteRedBorderActive },
  said: { display: 'grid', gap: tokens.spacingVerticalXXS, paddingBlock: tokens.spacingVerticalS, alignContent: 'start', minWidth: 0, '@media (max-width: 40rem)': { gridColumn: 2 } },
  line: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalS, alignItems: 'baseline' },
  more: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  now: { backgroundColor: tokens.colorNeutralBackground2, borderRadius: tokens.borderRadiusMedium },
  bare: { margin: 0, padding: 0, listStyle: 'none' },
});

const termText = ({ term, product }: Span): string =>
  [
    term?.quantity === undefined ? undefined : `${counted(term.quantity, 'seat')}${product?.title === undefined ? '' : ` of ${product.title}`}`,
    term?.termDuration === undefined || term.termDuration === 'NoTerm' ? undefined : spelled(term.termDuration),
    term?.billingCycle === undefined ? undefined : `billed ${named(term.billingCycle).toLowerCase()}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');

const Until = ({ until, word }: { readonly until: string | undefined; readonly word: string }) =>
  until === undefined ? (
    'without an end'
  ) : (
    <>
      {word} <Instant at={until} />
    </>
  );

const WindowText = ({ span }: { readonly span: Span }) => {
  const { window, until } = span;
  if (window === undefined) return null;
  const { opened, used, left, state } = window;
  if (state === 'foreseen') return <>{`${counted(opened, 'seat')} can come off `}<Until until={until} word="until" /></>;
  if (state === 'open') return <>{`${counted(left, 'seat')} of ${opened} can still come off `}<Until until={until} word="until" /></>;
  return <>{`${counted(opened, 'seat')} could come off, ${used === 0 ? 'none did' : `${used} did`}; `}<Until until={until} word="over since" /></>;
};

const SpanText = ({ span }: { readonly span: Span }) => {
  if (span.window !== undefined) return <WindowText span={span} />;
  const { term, until, tense } = span;
  return (
    <>
      {term !== undefined && `${termText(span)}; `}
      <Until until={until} word={tense === 'past' ? 'ended' : 'until'} />
    </>
  );
};

/** Of a window short, as what can come off stands beside it. */
const titleOf = ({ kind, title, term }: Span): string => (kind === 'window' ? 'Window' : term === undefined ? title : `${title} ${term.number}`);

/** What lasts, as it begins or as it runs. */
const SpanLine = ({ span }: { readonly span: Span }) => {
  const styles = useStyles();
  return (
    <div className={styles.line}>
      <Text weight="semibold">{titleOf(span)}</Text>
      <span className={styles.more}>
        <SpanText span={span} />
      </span>
    </div>
  );
};

const PointLine = ({ point }: { readonly point: Point }) => {
  const styles = useStyles();
  const { title, says = {}, amount, currency, dependsOn, product, usage } = point;
  const said = saidText(Object.fromEntries(Object.entries(says).filter(([name]) => !NOT_SAID.includes(name))));
  return (
    <div className={styles.line}>
      <Text weight="semibold">{title}</Text>
      {amount !== undefined && currency !== undefined && (
        <Badge appearance="outline" color="informative">
          {moneyText(amount, currency)}
        </Badge>
      )}
      <span className={styles.more}>
        {[product?.title, usage && `${counted(usage.lines, 'line')} of ${usage.month}`, said, dependsOn && 'depends on what the customer has by then'].filter((part) => part !== undefined && part !== '').join(' · ')}
      </span>
    </div>
  );
};

const Row = ({ at, isAhead, children }: { readonly at: ReactNode; readonly isAhead: boolean | 'now'; readonly children: ReactNode }) => {
  const styles = useStyles();
  return (
    <li className={mergeClasses(styles.entry, isAhead === 'now' && styles.now)} {...(isAhead === 'now' && { 'aria-current': 'date' as const })}>
      <div className={styles.at}>{at}</div>
      <div className={styles.rail} aria-hidden>
        <span className={mergeClasses(styles.dot, isAhead === true && styles.ahead, isAhead === 'now' && styles.nowDot)} />
      </div>
      <div className={styles.said}>{children}</div>
    </li>
  );
};

const EntryRow = ({ entry, isAhead }: { readonly entry: Entry<Point, Span>; readonly isAhead: boolean }) => (
  <Row at={<Instant at={entry.at} />} isAhead={isAhead}>
    {entry.points.map((point) => (
      <PointLine key={point.id} point={point} />
    ))}
    {entry.closes.map(({ id, window }) => (
      <Text key={id}>{`${counted(window?.left ?? 0, 'seat')} can come off until then.`}</Text>
    ))}
    {entry.begins.map((span) => (
      <SpanLine key={span.id} span={span} />
    ))}
  </Row>
);

/** What was, now, and what will be if nobody acts, as one list in order of time. */
export const TimelineList = ({ items, now, tellsFrom }: { readonly items: readonly (Point | Span)[]; readonly now: string; readonly tellsFrom: string | undefined }) => {
  const styles = useStyles();
  const [isAll, showAll] = useState(false);
  const { past, running, future } = listed<Point, Span>(items, now);
  const shown = isAll ? past : past.slice(-LATEST);
  return (
    <>
      {shown.length < past.length && (
        <div>
          <Button appearance="subtle" onClick={() => showAll(true)}>
            {`Show what was before (${past.length - shown.length} more)`}
          </Button>
        </div>
      )}
      {isAll && tellsFrom !== undefined && <Text>{`There is too much to tell what was before ${dayText(tellsFrom)}; the events have all of it.`}</Text>}
      <ol className={styles.list} aria-label="Timeline">
        {shown.map((entry) => (
          <EntryRow key={entry.at} entry={entry} isAhead={false} />
        ))}
        <Row at={<Instant at={now} />} isAhead="now">
          <Text weight="bold">Now</Text>
          {running.map((span) => (
            <SpanLine key={span.id} span={span} />
          ))}
        </Row>
        {future.map((entry) => (
          <EntryRow key={entry.at} entry={entry} isAhead />
        ))}
      </ol>
    </>
  );
};
