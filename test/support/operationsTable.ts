import { type PublishedOperation, type Standing } from '../../src/adapters/http/published/operation';
import { publishedAreas } from '../../src/adapters/http/published/publishedOperations';

const words: Readonly<Record<Standing, string>> = { has: 'has', not_yet: 'not yet', never: 'never' };

const cell = (text: string): string => text.replaceAll('|', '\\|');
const rowOf = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

const sentence = (note = ''): string => (note === '' ? '' : `${note[0]?.toUpperCase() ?? ''}${note.slice(1)}.`);

const operationRow = ({ method, path, title, standing, note }: PublishedOperation): string => rowOf([title, `\`${method} ${path}\``, words[standing], sentence(note)]);

/** Every published operation, a table of Markdown for each area, with how many of them are here. */
export const operationsTable = (): string => {
  const all = publishedAreas.flatMap(({ operations }) => operations);
  const count = (standing: Standing): number => all.filter((each) => each.standing === standing).length;
  const head = `${all.length} operations: ${count('has')} are here, ${count('not_yet')} are not yet, ${count('never')} never will be.`;
  const tables = publishedAreas.map(({ name, operations }) => [`### ${name}`, '', rowOf(['Operation', 'Call', '', 'Why, or what is otherwise']), rowOf(['---', '---', '---', '---']), ...operations.map(operationRow)].join('\n'));
  return [head, ...tables].join('\n\n');
};
