import { runProgram } from '../../src/cli/program';
import { type Terminal } from '../../src/cli/terminal';

/** What a command line is answered: its exit code, and what was printed on stdout and on stderr. */
export interface Answered {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Types one command line, in this process.
 * @param npmScript the npm script that would run it; none for `nextterm` itself
 * @param confirm who sits there and answers; nobody if absent
 */
export const typed = async (args: readonly string[], { cwd = '/home/me', npmScript, confirm }: { readonly cwd?: string; readonly npmScript?: string; readonly confirm?: Terminal['confirm'] } = {}): Promise<Answered> => {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runProgram(args, { cwd, ...(npmScript !== undefined && { npmScript }), ...(confirm !== undefined && { confirm }), print: (text) => out.push(`${text}\n`), complain: (text) => err.push(`${text}\n`) });
  return { code, stdout: out.join(''), stderr: err.join('') };
};
