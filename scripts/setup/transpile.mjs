import { createRequire } from 'node:module';
import path from 'node:path';
import { SetupError } from './setupError.mjs';

/** As tsconfig.json has it: CommonJS for Node 20, `import()` left alone because some packages are ES modules only. */
export const OPTIONS = {
  configFile: false,
  swcrc: false,
  sourceMaps: true,
  module: { type: 'commonjs', ignoreDynamic: true },
  jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
};

/**
 * Translates TypeScript, a file at a time and without looking at types.
 * @param {string} root whose node_modules has the compiler
 * @param {readonly string[]} sources relative to `root`
 * @returns {Promise<{ file: string, text: string }[]>} for each source its JavaScript and its source map, which names the source relative to dist/
 * @throws {SetupError} naming every file that is no TypeScript, with the compiler's words
 */
export async function transpile(root, sources) {
  const { transformFile } = createRequire(path.join(root, 'package.json'))('@swc/core');
  const results = await Promise.allSettled(sources.map(async (source) => outputsOf(source, await transformFile(path.join(root, source), { ...OPTIONS, sourceFileName: fromOutput(source) }))));
  const problems = results.flatMap(({ status, reason }, index) => (status === 'rejected' ? [`${sources[index]}:\n${reason.message.trim()}`] : []));
  if (problems.length > 0) throw new SetupError(`The sources do not compile:\n${problems.join('\n\n')}`);
  return results.flatMap(({ value }) => value);
}

function outputsOf(source, { code, map }) {
  const file = source.replace(/\.ts$/, '.js');
  return [
    { file, text: `${code}//# sourceMappingURL=${path.basename(file)}.map\n` },
    { file: `${file}.map`, text: map },
  ];
}

/** `../../../src/app/x.ts`, seen from dist/src/app. */
const fromOutput = (source) => path.relative(path.dirname(path.join('dist', source)), source).replaceAll(path.sep, '/');
