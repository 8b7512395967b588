import { type Plugin } from 'esbuild';

interface LeftOut {
  /** End of the path of a dependency's file. */
  readonly file: RegExp;
  /** What stands in its place. */
  readonly instead: string;
}

/** Parts of dependencies that are large and that nothing here uses, or that Node has by itself. */
const LEFT_OUT: readonly LeftOut[] = [
  // Sentences of errors in fifty languages: English ones are used.
  { file: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/, instead: "export { default as en } from './en.js';" },
  // A decoder with its dictionary, of which Node has one.
  { file: /[\\/]brotli[\\/]decompress\.js$/, instead: "module.exports = (bytes) => require('node:zlib').brotliDecompressSync(bytes);" },
  // Every check that there is: whether a text is a URL is the one that is asked for.
  { file: /[\\/]validator[\\/]index\.js$/, instead: "exports.isURL = require('./lib/isURL').default;" },
  // Types of files by their endings, asked for where a form with files is sent: none is.
  { file: /[\\/]mime-db[\\/]index\.js$/, instead: 'module.exports = {};' },
];

/** @throws (the build fails) where a dependency no longer has a file that is named here */
export const leftOut: Plugin = {
  name: 'left-out',
  setup: (bundle) => {
    const met = new Set<LeftOut>();
    for (const each of LEFT_OUT) {
      bundle.onLoad({ filter: each.file }, () => {
        met.add(each);
        return { contents: each.instead, loader: 'js' };
      });
    }
    bundle.onEnd(() => ({ errors: LEFT_OUT.filter((each) => !met.has(each)).map(({ file }) => ({ text: `No dependency has a file ${file} any more: src/cli/package/leftOut.ts names it.` })) }));
  },
};
