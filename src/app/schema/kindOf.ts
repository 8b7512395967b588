import { MARKETS_PARTITION, VERSION_KEY } from '../../domain/catalogue/storedRows';
import { type Row } from '../../kernel/partitionStore';
import { versionOfKind } from './rowForms';

/** The kind of a row that says no type. */
const untyped = (table: string, { partition, key }: Pick<Row, 'partition' | 'key'>): string => {
  if (table === 'Deadlines') return 'deadline';
  if (table === 'Directory') return 'customer';
  if (table !== 'Catalogue') return '';
  if (partition === MARKETS_PARTITION) return 'market';
  return key === VERSION_KEY ? 'catalogue' : 'content';
};

/** The kind of a row, as the table of kinds names it; undefined: of none that this release knows. */
export const kindOf = (table: string, row: Pick<Row, 'partition' | 'key' | 'value'>): string | undefined => {
  const { type } = row.value;
  const kind = typeof type === 'string' ? type : untyped(table, row);
  return versionOfKind(table, kind) === undefined ? undefined : kind;
};
