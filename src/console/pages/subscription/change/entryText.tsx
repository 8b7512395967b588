import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { dayText, localText } from '../../../parts/instant';
import { moneyText } from '../../../parts/money';
import { counted, named } from '../../../parts/words';
import { removedText } from '../../../change/removedWords';
import { canBeChosen, type Entry as EntryOf, reasonText } from './entries';
import { type Option } from './formProps';

type Entry = EntryOf<Option>;
type Possible = Extract<Option, { readonly possible: true }>;

const useStyles = makeStyles({
  text: { display: 'grid', whiteSpace: 'normal' },
  label: { fontWeight: tokens.fontWeightSemibold },
  cannot: { color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  more: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
});

const amountText = (amount: string | undefined, currency: string | undefined): readonly string[] =>
  amount === undefined || currency === undefined || Number(amount) === 0 ? [] : [amount.startsWith('-') ? `${moneyText(amount.slice(1), currency)} back` : `${moneyText(amount, currency)} now`];

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

const untilText = (until: string | undefined): readonly string[] => (until === undefined ? [] : [`until ${localText(until)}`]);

/** Its effect and until when it can be done; or by which rule it cannot, why, and when it can be done again. */
const saidOf = ({ option, form, instead }: Entry, subscriptionId: string): string => {
  if (instead !== undefined) return [instead.text, ...untilText(instead.until)].join(' · ');
  if (!option.possible) return [`${reasonText(option.reason, subscriptionId, localText)} (${option.rule})`, ...(option.opensAgain === undefined ? [] : [`Opens again on ${dayText(option.opensAgain)}.`])].join(' ');
  if (form === undefined) return 'This page does not know this change yet; the API does.';
  return [...effectText(option), ...untilText(option.until)].join(' · ');
};

/** An entry of the menu. */
export const EntryText = ({ entry, subscriptionId }: { readonly entry: Entry; readonly subscriptionId: string }) => {
  const styles = useStyles();
  const said = saidOf(entry, subscriptionId);
  return (
    <span className={styles.text}>
      <span className={mergeClasses(styles.label, !canBeChosen(entry) && styles.cannot)}>{entry.label}</span> {said !== '' && <span className={styles.more}>{said}</span>}
    </span>
  );
};
