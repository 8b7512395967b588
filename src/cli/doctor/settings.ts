import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { checkSettings } from '../../wiring/config';
import { fine, wrong, type Finding } from './finding';

const fileSchema = z.object({ Values: z.record(z.string(), z.string()) });

/** What a deployment would say of a file of settings; never their values. @param file absolute. */
export const settingsFindings = async (file: string): Promise<readonly Finding[]> => {
  let values: Readonly<Record<string, string>>;
  try {
    values = fileSchema.parse(JSON.parse(await readFile(file, 'utf8'))).Values;
  } catch (error) {
    return [wrong('Settings', `${file} is no file of settings as local.settings.sample.json is: ${error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message}`)];
  }
  const checked = checkSettings(values);
  return checked.ok ? [fine('Settings', `all of ${file} fit`)] : checked.problems.map(({ setting, problem }) => wrong('Settings', `${setting} ${problem}`));
};
