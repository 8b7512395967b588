import { auditedOperations } from '../../../src/adapters/http/auditedOperations';
import { type Breadth, type Judged } from '../../../src/cli/simulate/told';

/** A cell that lives must reach. */
export interface Expected {
  readonly table: string;
  /** What the cell says, or how it begins and ends. */
  readonly cell: string | RegExp;
  /** As the reader is told it. */
  readonly name: string;
  /** So many lives reach it for sure; fewer are not asked. */
  readonly from: number;
}

/** Operations that no life asks for, and why. */
export const OUT_OF_REACH: Readonly<Record<string, string>> = {};

const FAULTS = ['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer', 'conflict'] as const;

const faults: readonly Expected[] = FAULTS.flatMap((fault) => [
  { table: 'fault × work', cell: new RegExp(`^${fault} at \\w+ × sweep$`), name: `${fault} × sweep`, from: 200 },
  { table: 'fault × work', cell: new RegExp(`^${fault} at \\w+ × (?!sweep$)`), name: `${fault} × a command`, from: 200 },
]);

const operations: readonly Expected[] = Object.keys(auditedOperations)
  .filter((name) => OUT_OF_REACH[name] === undefined)
  .map((name) => ({ table: 'command × state × outcome', cell: new RegExp(`^${name}(:.*)? × .* × done$`), name: `${name} done`, from: 3_000 }));

export const EXPECTED: readonly Expected[] = [...faults, ...operations];

const isReached = ({ table, cell }: Expected, breadth: Breadth): boolean => {
  const cells = breadth[table] ?? {};
  return typeof cell === 'string' ? cell in cells : Object.keys(cells).some((each) => cell.test(each));
};

/** What of the expected so many lives should have reached, and have not. */
export const judge = (lives: number, breadth: Breadth, expected: readonly Expected[] = EXPECTED): Judged => {
  const asked = expected.filter(({ from }) => from <= lives);
  return { expected: asked.length, missing: asked.filter((each) => !isReached(each, breadth)).map(({ table, name }) => `${table}: ${name}`) };
};
