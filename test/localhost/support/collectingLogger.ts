import { type Logger } from '../../../src/localhost/contracts';

/** Keeps the first line of everything logged as `level: text`. */
export function collectingLogger(): Logger & { readonly lines: string[] } {
  const lines: string[] = [];
  return { lines, log: (level, message) => void lines.push(`${level}: ${message.split('\n')[0]}`) };
}
