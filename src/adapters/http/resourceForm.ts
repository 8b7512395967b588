import { type CsvField } from '../csv/csvText';
import { type LineForm } from './resources/reconciliation';

const memberAt = (resource: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, name) => (typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string, unknown>>)[name] : undefined), resource);

const pascal = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** `arithmetic.billableDays` → `BillableDays`. */
const headingOf = (path: string): string => pascal(path.slice(path.lastIndexOf('.') + 1));

/** A number is written as it stands, also where the resource has it as text; what has members, as JSON. */
const fieldOf = (value: unknown): CsvField => {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return { decimal: String(value) };
  if (typeof value === 'string') return /^-\d+(\.\d+)?$/.test(value) ? { decimal: value } : value;
  return JSON.stringify(value);
};

/** A list of resources as a file: a column for each of these members, in their order; empty where a resource has none. @param paths `quantity`, `arithmetic.billableDays`; each column is headed by the last name, in PascalCase. */
export const resourceForm = <T>(paths: readonly string[], resource: (item: T) => object): LineForm<T> => ({
  resource,
  header: paths.map(headingOf),
  fields: (item) => {
    const shown = resource(item);
    return paths.map((path) => fieldOf(memberAt(shown, path)));
  },
});
