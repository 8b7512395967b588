import { formatWords } from '../../src/adapters/http/answerForms';
import { queryNamesOf } from '../../src/adapters/http/queryNames';
import { type ServedRoute } from '../../src/adapters/http/routeDefinition';

const rowOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');

/** What calls take in their query, as a table of Markdown: those that take anything, in order of their paths. */
export const queriesTable = (routes: readonly ServedRoute[]): string => {
  const rows = routes
    .filter(({ access }) => access !== 'public')
    .toSorted((a, b) => a.path.localeCompare(b.path, 'en') || a.method.localeCompare(b.method, 'en'))
    .flatMap((route) => {
      const { method, path, queryForNothing = {}, answersAlso = [] } = route;
      const names = [...queryNamesOf(route), ...(formatWords(route).length > 0 ? ['format'] : [])];
      const nothing = Object.entries(queryForNothing).map(([name, why]) => `\`${name}\`: ${why}`);
      return names.length + nothing.length + answersAlso.length === 0 ? [] : [rowOf([`\`${method} ${path}\``, code(names), nothing.join('; '), code(answersAlso)])];
    });
  return [rowOf(['Call', 'Takes', 'Takes for nothing', 'Answers in, beside JSON']), rowOf(['---', '---', '---', '---']), ...rows].join('\n');
};
