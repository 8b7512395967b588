import { join } from 'node:path';
import { type z } from 'zod';
import { PROJECT_ROOT } from '../projectRoot';
import { runScript } from '../runTool';

/**
 * Runs one of the files beside this in a process of its own, so that its memory and its core are its own.
 * @param file its compiled name
 * @param schema of the JSON that is its last line; what it writes to stderr is shown as it comes
 */
export const inOwnProcess = async <T>(file: string, schema: z.ZodType<T>, args: readonly string[] = []): Promise<T> => {
  const { code, output } = await runScript(join(__dirname, file), args, { cwd: PROJECT_ROOT, quiet: true, showsProgress: true });
  if (code !== 0) throw new Error(`The process ended with code ${code}:\n${output}`);
  return schema.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''));
};
