// Bundles src/console of a project (first argument) into a folder (second one). What is wrong with a source is printed.
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [root, outDir] = process.argv.slice(2);
const { build } = await import(pathToFileURL(createRequire(path.join(root, 'package.json')).resolve('vite')).href);
await mkdir(outDir, { recursive: true });
try {
  await build({
    configFile: false,
    root: path.join(root, 'src', 'console'),
    // Whatever address it is served under.
    base: './',
    logLevel: 'silent',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      assetsDir: '',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      license: { fileName: 'licences.txt' },
      rolldownOptions: {
        output: { entryFileNames: '[name]-[hash:8].js', chunkFileNames: '[name]-[hash:8].js', assetFileNames: '[name]-[hash:8][extname]' },
      },
    },
  });
} catch (error) {
  console.error(error instanceof Error ? error.message.trim() : error);
  process.exitCode = 1;
}
