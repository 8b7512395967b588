import { execFile } from 'node:child_process';
import { cpus } from 'node:os';
import { promisify } from 'node:util';

/** What a run was of, and where. */
export interface RunOf {
  /** Undefined outside of git. */
  readonly commit?: string;
  /** Whether sources were changed since that commit. */
  readonly isChanged?: boolean;
  readonly node: string;
  readonly machine: string;
}

const run = promisify(execFile);

/** @param root of the repository. @param node the program that lived the lives. */
export const runOf = async (root: string, node: string): Promise<RunOf> => {
  const { stdout: version } = await run(node, ['--version']);
  const [processor] = cpus();
  const here = { node: version.trim(), machine: `${process.platform} ${process.arch}, ${cpus().length} cores${processor === undefined ? '' : ` (${processor.model.trim()})`}` };
  try {
    const { stdout: commit } = await run('git', ['rev-parse', 'HEAD'], { cwd: root });
    const { stdout: changed } = await run('git', ['status', '--porcelain'], { cwd: root });
    return { ...here, commit: commit.trim(), isChanged: changed.trim() !== '' };
  } catch {
    // Not a checkout, or no git: then nobody can name the commit.
    return here;
  }
};
