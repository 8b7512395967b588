import { Button, makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { type LongList } from '../api/pages';
import { Empty, Failed, Loading } from './states';
import { Unreadable } from './unreadable';

const ROW_PX = 44;
/** Rows beyond those that are seen, so that nobody sees an empty one. */
const SPARE = 12;

const useStyles = makeStyles({
  scroll: { overflow: 'auto', maxHeight: 'min(70vh, 60rem)', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium },
  table: { width: '100%', borderCollapse: 'collapse', fontSize: tokens.fontSizeBase300 },
  head: { position: 'sticky', top: 0, backgroundColor: tokens.colorNeutralBackground2, textAlign: 'left', fontWeight: tokens.fontWeightSemibold, padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`, whiteSpace: 'nowrap', zIndex: 1 },
  cell: { padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`, borderTop: `1px solid ${tokens.colorNeutralStroke3}`, height: `${ROW_PX - 9}px` },
  number: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  // Links stand out on it in the dark too.
  row: { ':hover': { backgroundColor: tokens.colorNeutralBackground3 } },
  foot: { display: 'flex', justifyContent: 'center', padding: tokens.spacingVerticalS },
});

/** A column: its title, and what a row shows in it. */
export interface Column<T> {
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  /** Its figures stand below each other. */
  readonly isNumber?: boolean;
}

interface Shown<T> {
  /** Told to listeners. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T) => string;
}

const Head = <T,>({ columns }: Pick<Shown<T>, 'columns'>) => {
  const styles = useStyles();
  return (
    <thead>
      <tr>
        {columns.map(({ title, isNumber }) => (
          <th key={title} scope="col" className={mergeClasses(styles.head, isNumber && styles.number)}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
};

const Row = <T,>({ row, columns, index }: Pick<Shown<T>, 'columns'> & { readonly row: T; readonly index?: number }) => {
  const styles = useStyles();
  return (
    <tr className={styles.row} {...(index !== undefined && { 'aria-rowindex': index + 2 })}>
      {columns.map(({ title, cell, isNumber }) => (
        <td key={title} className={mergeClasses(styles.cell, isNumber && styles.number)}>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
};

/** A short table, all of whose rows are here. */
export const ShortTable = <T,>({ rows, label, columns, keyOf }: Shown<T> & { readonly rows: readonly T[] }) => {
  const styles = useStyles();
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={styles.table} aria-label={label}>
        <Head columns={columns} />
        <tbody>
          {rows.map((row) => (
            <Row key={keyOf(row)} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

/**
 * A table of any length: only the rows that are seen are drawn, and the next page is read when its end comes near.
 * @param what completes "Reading …"; `empty` is shown where there is no row
 */
export const LongTable = <T,>({ list, label, columns, keyOf, what, empty }: Shown<T> & { readonly list: LongList<T>; readonly what: string; readonly empty: ReactNode }) => {
  const styles = useStyles();
  const scroll = useRef<HTMLDivElement>(null);
  const { items, hasMore, isLoadingMore, loadMore } = list;
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoised
  const rows = useVirtualizer({ count: items.length, getScrollElement: () => scroll.current, estimateSize: () => ROW_PX, overscan: SPARE });
  const seen = rows.getVirtualItems();
  const [first, last] = [seen[0], seen.at(-1)];
  const nearEnd = last !== undefined && last.index >= items.length - SPARE;
  useEffect(() => {
    if (nearEnd && hasMore && !isLoadingMore && list.error === null) void loadMore();
  }, [nearEnd, hasMore, isLoadingMore, loadMore, list.error]);

  if (list.isPending) return <Loading what={what} />;
  if (list.error !== null && items.length === 0) return <Failed error={list.error} retry={() => void list.reload()} />;
  if (items.length === 0 && list.unreadable === 0) return <Empty>{empty}</Empty>;
  return (
    <>
      <Unreadable count={list.unreadable} of="this list" />
      <div className={styles.scroll} ref={scroll} tabIndex={0} role="region" aria-label={label}>
        <table className={styles.table} aria-label={label} aria-rowcount={hasMore ? -1 : items.length + 1}>
          <Head columns={columns} />
          <tbody>
            {first !== undefined && first.start > 0 && <tr aria-hidden style={{ height: first.start }} />}
            {seen.map(({ index }) => {
              const row = items[index];
              return row === undefined ? null : <Row key={keyOf(row)} row={row} columns={columns} index={index} />;
            })}
            {last !== undefined && <tr aria-hidden style={{ height: rows.getTotalSize() - last.end }} />}
          </tbody>
        </table>
      </div>
      {list.error !== null && <Failed error={list.error} retry={() => void loadMore()} />}
      {isLoadingMore && (
        <div className={styles.foot}>
          <Spinner size="tiny" label="Reading more …" />
        </div>
      )}
      {hasMore && !isLoadingMore && list.error === null && (
        <div className={styles.foot}>
          <Button appearance="subtle" onClick={() => void loadMore()}>
            More
          </Button>
        </div>
      )}
    </>
  );
};
