import { makeStyles, tokens, Tooltip } from '@fluentui/react-components';

const useStyles = makeStyles({ utc: { color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap', fontSize: tokens.fontSizeBase200 }, when: { whiteSpace: 'nowrap' } });

const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const utcDay = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

/** `2021-07-25 00:00 UTC`. */
export const utcText = (instant: string): string => `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** An instant as this browser writes it, in its own time zone, as text alone. */
export const localText = (instant: string): string => local.format(new Date(instant));

/** A day of the contract as this browser writes it; days are UTC's. */
export const dayText = (day: string): string => utcDay.format(new Date(day));

/** An instant in the reader's time zone, and beside it in UTC, by which the books are kept. */
export const Instant = ({ at }: { readonly at: string }) => {
  const styles = useStyles();
  return (
    <time dateTime={at}>
      <span className={styles.when}>{localText(at)}</span> <span className={styles.utc}>{utcText(at)}</span>
    </time>
  );
};

/** A day, which is UTC's. */
export const Day = ({ on }: { readonly on: string }) => (
  <Tooltip content={`${on.slice(0, 10)}, by UTC`} relationship="description">
    <time dateTime={on.slice(0, 10)} style={{ whiteSpace: 'nowrap' }}>
      {dayText(on)}
    </time>
  </Tooltip>
);
