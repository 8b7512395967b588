import { runProgram } from '../../src/cli/program';

/** What a command line is answered: its exit code, and what was printed on stdout and on stderr. */
export interface Answered {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Types one command line, in this process.
 * @param npmScript the npm script that would run it; none for `nextterm` itself
 */
export const typed = async (args: readonly string[], { cwd = '/home/me', npmScript }: { readonly cwd?: string; readonly npmScript?: string } = {}): Promise<Answered> => {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runProgram(args, { cwd, ...(npmScript !== undefined && { npmScript }), print: (text) => out.push(`${text}\n`), complain: (text) => err.push(`${text}\n`) });
  return { code, stdout: out.join(''), stderr: err.join('') };
};
