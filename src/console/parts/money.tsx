import { makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({ money: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } });

/** Unit prices are finer than the smallest coin: 9.576 for a month. */
const maximumFractionDigits = 10;

/** An exact amount as this browser writes money, with all its decimals. @param amount as the API has it, a decimal number or its text */
export const moneyText = (amount: number | string, currency: string): string =>
  new Intl.NumberFormat(undefined, { style: 'currency', currency, maximumFractionDigits }).format(amount as Intl.StringNumericLiteral);

/** Money, its digits below each other in a column. */
export const Money = ({ amount, currency }: { readonly amount: number | string; readonly currency: string }) => <span className={useStyles().money}>{moneyText(amount, currency)}</span>;
