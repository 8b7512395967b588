import { SandboxProblem } from '../sandboxProblem';

/** Something wrong in a file: where, counted from 1, and what. */
export interface FileProblem {
  readonly file: string;
  readonly line: number;
  /** A place in the line, or the name of a column. */
  readonly column: number | string;
  /** Of what it is, where the file names things by paths: `customers[3].domain`. */
  readonly path?: string;
  readonly reason: string;
}

const MOST_SHOWN = 100;

const placeOf = ({ file, line, column, path }: FileProblem): string => {
  const place = column === '' ? `${file}, line ${line}` : `${file}, line ${line}, ${typeof column === 'number' ? `column ${column}` : column}`;
  return path === undefined || path === '' ? place : `${place}, ${path}`;
};

/** In the order of the files, those that are not named first, and within each of the lines. */
const inOrder = (problems: readonly FileProblem[], files: readonly string[]): readonly FileProblem[] =>
  [...problems].sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line);

/** What the user reads: each problem on a line of its own, a hundred of them at most, and that nothing was loaded. @param files in the order of which they are told. */
export const worldRefused = (problems: readonly FileProblem[], files: readonly string[] = []): SandboxProblem => {
  const shown = inOrder(problems, files).slice(0, MOST_SHOWN).map((problem) => `${placeOf(problem)}: ${problem.reason}`);
  const rest = problems.length - shown.length;
  return new SandboxProblem([...shown, ...(rest > 0 ? [`… and ${rest} more`] : []), `The world was not loaded, and nothing was changed: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`].join('\n'));
};
