import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Files under `root` whose path matches `pattern`: `*` and `?` stay inside one folder, `**` spans folders, `{a,b}` is either. Answered as paths
 * relative to `root`, with `/`, sorted. `node_modules` is looked into only when the pattern names it.
 */
export function globFiles(root: string, pattern: string): readonly string[] {
  const normal = pattern.replaceAll('\\', '/').replace(/^\.\//, '');
  const matcher = toRegExp(normal);
  const literal = normal.split('/').slice(0, -1);
  const firstWild = literal.findIndex((segment) => /[*?{]/.test(segment));
  const base = (firstWild < 0 ? literal : literal.slice(0, firstWild)).join('/');
  return walk(root, base, normal.includes('node_modules')).filter((file) => matcher.test(file)).sort();
}

function walk(root: string, folder: string, everywhere: boolean): string[] {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return entries.flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return entry.name === 'node_modules' && !everywhere ? [] : walk(root, path, everywhere);
  });
}

function toRegExp(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[.+^$()|[\]\\{}]/g, (token) => {
    if (token === '**/') return '(?:[^/]+/)*';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.length > 1) return `(?:${token.slice(1, -1).split(',').map(escape).join('|')})`;
    return escape(token);
  });
  return new RegExp(`^${source}$`);
}

const escape = (text: string): string => text.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&');
