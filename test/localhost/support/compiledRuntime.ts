import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { transformFileSync } from '@swc/core';

const REPOSITORY = resolve(__dirname, '../../..');

/**
 * The runtime as plain JavaScript in a folder of its own, for tests that need a process without jest's module system: `localhost/` beside a
 * `node_modules`. Durable is left out.
 */
export function compileRuntime(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'localhost-compiled-'));
  const source = join(REPOSITORY, 'src/localhost');
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || /^durable[\\/]/.test(file)) continue;
    const { code } = transformFileSync(join(source, file), { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs', ignoreDynamic: true } });
    write(join(folder, 'localhost', file.replace(/\.ts$/, '.js')), code);
  }
  symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'), 'dir');
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Writes an app of the given files below `folder`. @returns its root. */
export function writeApp(folder: string, name: string, files: Readonly<Record<string, string>>): string {
  const root = join(folder, name);
  for (const [file, content] of Object.entries({ 'host.json': '{"version":"2.0","extensions":{"http":{"routePrefix":""}}}', ...files })) write(join(root, file), content);
  return root;
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
