/**
 * The package that a module could not be loaded for, as one sentence that says what to do; undefined where it failed for something else, or for a file of the app itself.
 * @param root of the app
 */
export function missingPackage(error: unknown, root: string): string | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_MODULE_NOT_FOUND') return undefined;
  const [, name = ''] = /^Cannot find (?:module|package) '([^']+)'/.exec(message) ?? [];
  if (name === '' || /^(\.|\/|file:|[a-z]:\\)/i.test(name)) return undefined;
  return `The package "${name}" is not installed: run npm install in ${root}.`;
}
