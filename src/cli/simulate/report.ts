import { groupBy } from '../../kernel/groupBy';
import { type RunOf } from './checkedOut';
import { type CourseSoFar } from './course';
import { spanOf } from './progress';
import { type Judged, type LifeWanted, type Lived, type Part } from './told';

/** All that is told of a run. */
export interface Report extends RunOf {
  readonly asked: number;
  /** What of each life was lived, and whether each had a twin; all of it if empty. */
  readonly part: Part;
  readonly workers: number;
  readonly course: CourseSoFar;
  /** Absent where it was not asked: of a life that is looked at, and of a run that did not come to its end. */
  readonly breadth?: Judged;
}

const cell = (text: string | number): string => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');

export const markdownTable = (heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string => [heads, heads.map(() => '---'), ...rows.map((row) => row.map(cell))].map((row) => `| ${row.join(' | ')} |`).join('\n');

const numbers = (list: readonly number[]): string => (list.length === 0 ? 'none' : list.join(','));

/** As flags, each behind a blank. */
const partText = ({ until, steps, faults, hasTwin }: Part): string =>
  [...(until === undefined ? [] : [` --until ${until}`]), ...(steps === undefined ? [] : [` --steps ${numbers(steps)}`]), ...(faults === undefined ? [] : [` --faults ${numbers(faults)}`]), ...(hasTwin === true ? [' --twins'] : [])].join('');

/** Whether all steps and faults of each life are lived. */
export const isAll = ({ until, steps, faults }: Part): boolean => until === undefined && steps === undefined && faults === undefined;

/** How a life is lived again. */
export const replayOf = ({ seed, ...part }: LifeWanted): string => `npm run simulate -- --seed ${seed}${partText(part)}`;

/** What of a broken life has to be lived to see it break. */
export const brokenPart = ({ seed, broken }: Lived, part: Part): LifeWanted => ({ ...part, seed, until: (broken?.step ?? 0) + 1 });

const brokenLives = (broken: readonly Lived[], part: Part): string =>
  broken.length === 0 ? 'None.' : markdownTable(['Seed', 'Step', 'Rule', 'What was found', 'Again'], broken.map((life) => [life.seed, life.broken?.step ?? '', life.broken?.rule ?? '', life.broken?.message.slice(0, 500) ?? '', `\`${replayOf(brokenPart(life, part))}\``]));

type Cells = readonly (readonly [cell: string, reached: readonly [times: number, lives: number]])[];

const mostFirst = (cells: Cells): Cells => [...cells].sort(([a, [times]], [b, [others]]) => others - times || (a < b ? -1 : 1));

/** `patchSubscription × licence active`, and `done`; what has no parts stands by itself. */
const placed = (cell: string): readonly [row: string, part: string] => {
  const at = cell.lastIndexOf(' × ');
  return at === -1 ? [cell, ''] : [cell.slice(0, at), cell.slice(at + 3)];
};

/** How often what was reached, the most frequent first. What differs in its last part alone shares a row, with the times of each. */
const tableOf = (name: string, cells: Readonly<Record<string, readonly [number, number]>>): string => {
  const rows = groupBy(mostFirst(Object.entries(cells)), ([cell]) => placed(cell)[0]);
  const text = [...rows].map(([row, own]): readonly (string | number)[] => {
    const parts = own.flatMap(([cell, [times]]) => (placed(cell)[1] === '' ? [] : [`${placed(cell)[1]} ${times}`]));
    return [row, own.reduce((sum, [, [times]]) => sum + times, 0), own.reduce((most, [, [, lives]]) => Math.max(most, lives), 0), parts.join(', ')];
  });
  return `## ${name}\n\n${markdownTable(['', 'Times', 'Lives', 'Of which'], text)}`;
};

const breadthOf = (breadth: Judged | undefined): string => {
  if (breadth === undefined) return 'Not asked.';
  const { expected, missing } = breadth;
  return missing.length === 0 ? `All ${expected} that so many lives should reach were reached.` : `${missing.length} of ${expected} that so many lives should reach were not:\n\n${missing.map((each) => `- ${each}`).join('\n')}`;
};

/** The report of a run in Markdown. */
export const reportText = ({ asked, part, workers, commit, isChanged, node, machine, course, breadth }: Report): string => {
  const { lives, seed, seconds, requests, steps, subscriptions, broken, reached } = course;
  const facts: readonly (readonly [string, string])[] = [
    ['Lives', `${lives}${lives < asked ? ` of ${asked}` : ''}, seeds ${seed} to ${seed + asked - 1}${isAll(part) ? '' : `, of each only${partText({ ...part, hasTwin: false })}`}${part.hasTwin === true ? ', each with a twin' : ''}`],
    ['Broken', String(broken.length)],
    ['Commit', commit === undefined ? 'unknown' : `${commit}${isChanged === true ? ', with changes that are not committed' : ''}`],
    ['Machine', `${machine}, ${workers} lives at a time, Node ${node}`],
    ['Time', `${spanOf(seconds)}, ${seconds > 0 ? (lives / seconds).toFixed(1) : '0'} lives a second`],
    ['A life', lives === 0 ? '' : `${(steps / lives).toFixed(0)} steps, ${(requests / lives).toFixed(0)} requests, ${(subscriptions / lives).toFixed(1)} subscriptions`],
  ];
  return [`# Report of the simulation`, markdownTable(['', ''], facts), '## Broken lives', brokenLives(broken, part), '## Breadth', breadthOf(breadth), ...Object.keys(reached).sort().map((name) => tableOf(name, reached[name] ?? {}))].join('\n\n').concat('\n');
};
