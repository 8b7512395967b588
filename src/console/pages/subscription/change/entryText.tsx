import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { dayText, localText } from '../../../parts/instant';
import { moneyText } from '../../../parts/money';
import { counted, named } from '../../../parts/words';
import { removedText } from '../../../change/removedWords';
import { canBeChosen, type Entry, type Option } from './entries';

type Possible = Extract<Option, { readonly possible: true }>;

const useStyles = makeStyles({
  text: { display: 'grid', whiteSpace: 'normal' },
  label: { fontWeight: tokens.fontWeightSemibold },
  cannot: { color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  more: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
});

const amountText = (amount: string | undefined, currency: string | undefined): readonly string[] =>
  amount === undefined || currency === undefined ? [] : [amount.startsWith('-') ? `${moneyText(amount.slice(1), currency)} back` : `${moneyText(amount, currency)} now`];

/** What a change of its kind would do: of seats what one more costs, and what comes back for all that can come off. */
const effectText = ({ action, effect = { status: 'active' } }: Possible): readonly string[] => {
  const { amount, currency, removed = [], ahead } = { ...effect } as { readonly amount?: string; readonly currency?: string; readonly removed?: readonly string[]; readonly ahead?: { readonly what: string; readonly at: string } };
  const money = amountText(amount, currency);
  const deletes = action.startsWith('unplan') ? [] : removed.map((each) => `deletes ${removedText(each)}`);
  if (action === 'addSeats') return [...money.map((each) => `one more: ${each}`), ...deletes];
  if (action === 'reduceSeats') return [`down to ${counted('quantity' in effect ? effect.quantity : 0, 'seat')}`, ...money, ...deletes];
  // Its amount is of a plan that is only tried.
  if (action === 'planNextTerm' || action === 'planNextCharge' || ahead === undefined) return [...money, ...deletes];
  return [...deletes, `then: ${named(ahead.what).toLowerCase()} on ${dayText(ahead.at)}`];
};

const possibleText = (option: Possible): string => [...effectText(option), ...(option.until === undefined ? [] : [`until ${localText(option.until)}`])].join(' · ');

/** What an entry of the menu says: its effect and until when it can be done; or by which rule it cannot, why, and when it can be done again. */
export const EntryText = ({ entry }: { readonly entry: Entry }) => {
  const { label, option, form } = entry;
  const styles = useStyles();
  const more = !option.possible
    ? [`${option.reason} (${option.rule})`, ...(option.opensAgain === undefined ? [] : [`Opens again on ${dayText(option.opensAgain)}.`])].join(' ')
    : form === undefined
      ? 'This page does not know this change yet; the API does.'
      : possibleText(option);
  return (
    <span className={styles.text}>
      <span className={mergeClasses(styles.label, !canBeChosen(entry) && styles.cannot)}>{label}</span>{' '}
      {more !== '' && <span className={styles.more}>{more}</span>}
    </span>
  );
};
