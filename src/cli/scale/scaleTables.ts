import { type Together } from './counted';
import { simulateMidnight } from './midnight';
import { type Cost, costOfMonth, costOfRenewals, limitsOf, narrowest, secondsFor, secondsOfTelling, type Setting, totalOf } from './model';
import { prices, shownDollars } from './published';

const MILLION = 1_000_000;
const SEED = 1;
/** As large as each other. */
const PARTNERS = 20;
const TOGETHER: readonly Together[] = [20, 5, 1];

interface Installation {
  readonly name: string;
  readonly setting: Pick<Setting, 'accounts' | 'isSpread' | 'share'>;
}

const installations: readonly Installation[] = [
  { name: 'one account, a quarter', setting: { accounts: 1, isSpread: false, share: 0.25 } },
  { name: 'one account, all of it', setting: { accounts: 1, isSpread: false, share: 1 } },
  { name: 'grown to sixteen, a quarter', setting: { accounts: 16, isSpread: false, share: 0.25 } },
  { name: 'begun with sixteen, a quarter', setting: { accounts: 16, isSpread: true, share: 0.25 } },
  { name: 'begun with sixteen, all of it', setting: { accounts: 16, isSpread: true, share: 1 } },
];
const [ONE, , , SIXTEEN] = installations as unknown as readonly [Installation, Installation, Installation, Installation];

const settingOf = ({ setting }: Installation, together: Together, partners = PARTNERS): Setting => ({ ...setting, together, partners });

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');

const minutesText = (seconds: number): string => `${(seconds / 60).toFixed(1)} min`;
const count = (value: number): string => Math.floor(value).toLocaleString('en-US');
/** To three digits: more would say more than is known. */
const about = (value: number): string => count(Number(value.toPrecision(3)));

const midnights = (): string =>
  table(
    ['Storage', 'Subscriptions of each customer', 'Renewals an hour', 'A million', 'A million, simulated', 'What is in the way'],
    installations.flatMap((installation) =>
      TOGETHER.map((together) => {
        const setting = settingOf(installation, together);
        const { renewalsPerSecond, what } = narrowest(setting);
        return [installation.name, String(together), about(renewalsPerSecond * 3600), minutesText(secondsFor(MILLION, setting)), setting.share === 1 ? '' : minutesText(simulateMidnight({ ...setting, renewals: MILLION, seed: SEED }).seconds), what];
      }),
    ),
  );

const partnersAlone = (): string =>
  table(
    ['One partner has all of them', 'Renewals an hour', 'A million', 'What is in the way'],
    [ONE, SIXTEEN].flatMap((installation) =>
      TOGETHER.map((together) => {
        const setting = settingOf(installation, together, 1);
        const { renewalsPerSecond, what } = narrowest(setting);
        return [`${installation.name}, ${together} of each customer`, about(renewalsPerSecond * 3600), minutesText(secondsFor(MILLION, setting)), what];
      }),
    ),
  );

const allLimits = (): string =>
  table(
    ['What lets through how many renewals a second', 'one account, a quarter', 'begun with sixteen, a quarter'],
    limitsOf(settingOf(ONE, 5)).map(({ what, renewalsPerSecond }, index) => {
      const other = limitsOf(settingOf(SIXTEEN, 5));
      const same = other.find((each) => each.what === what || (index >= 0 && each.what.startsWith('the storage account') && what.startsWith('the storage account')));
      return [what, about(renewalsPerSecond), about(same?.renewalsPerSecond ?? 0)];
    }),
  );

const costTable = (head: string, columns: readonly { readonly name: string; readonly costs: readonly Cost[] }[]): string =>
  table(
    [head, ...columns.map(({ name }) => name)],
    [...(columns[0]?.costs ?? []).map(({ what }, index) => [what, ...columns.map(({ costs }) => shownDollars(costs[index]?.amount ?? 0n))]), ['in all', ...columns.map(({ costs }) => shownDollars(totalOf(costs)))]],
  );

const curve = (): string => {
  const { minutes } = simulateMidnight({ ...settingOf(ONE, 5), renewals: MILLION, seed: SEED });
  const shown = minutes.map((done, minute) => [String(minute), about(done), '█'.repeat(Math.round(done / 2_000))] as const);
  const middle = shown.slice(3, -2);
  const [low, high] = [Math.min(...minutes.slice(3, -2)), Math.max(...minutes.slice(3, -2))];
  return table(['Minute', 'Renewals', ''], [...shown.slice(0, 3), [`3 to ${2 + middle.length}`, `${about(low)} to ${about(high)} each`, ''], ...shown.slice(-2)]);
};

/** What stands in docs/scale.md between its two marks. */
export const scaleTables = (): string =>
  [
    '### A million renewals at one midnight',
    `${PARTNERS} partners, as large as each other. *A quarter*: of what Azure publishes for an account and for a partition; such a night is simulated too.`,
    midnights(),
    partnersAlone(),
    'With 5 subscriptions of each customer:',
    allLimits(),
    `The bus is told afterwards and holds nobody up: a Standard namespace takes a million events in and hands them out in ${minutesText(secondsOfTelling(MILLION))}.`,
    '### Minute by minute',
    'One account, a quarter, 5 subscriptions of each customer, simulated:',
    curve(),
    '### What it costs',
    `US dollars at the prices of ${prices.asOf} in \`src/cli/scale/published.ts\`; free grants left out.`,
    costTable('A million renewals, one account, a quarter', TOGETHER.map((together) => ({ name: `${together} of each customer`, costs: costOfRenewals(MILLION, settingOf(ONE, together)) }))),
    costTable('A month of ten million subscriptions, 5 of each customer', [ONE, SIXTEEN].map((installation) => ({ name: installation === ONE ? 'one account' : 'sixteen', costs: costOfMonth(10 * MILLION, settingOf(installation, 5)) }))),
  ].join('\n\n');
