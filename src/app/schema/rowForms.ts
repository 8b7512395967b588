import { rowKinds, type KindTable } from './rowKinds';
import { type RowStep, type StoredValue } from './rowStep';

/** The member in which a row says its version. */
export const SCHEMA_VERSION = 'schemaVersion';

/** A row whose version this release knows no way from. */
export class FormUnknown extends Error {
  override readonly name = 'FormUnknown';

  /** @param isNewer a later release wrote it; otherwise what it says is no version, or it could not be brought to a later one. */
  constructor(
    readonly isNewer: boolean,
    message: string,
  ) {
    super(message);
  }
}

type StepsByKind = ReadonlyMap<string | undefined, readonly RowStep[]>;

const NONE: readonly RowStep[] = [];

const byTable: ReadonlyMap<string, StepsByKind> = new Map(Object.entries(rowKinds).map(([table, kinds]) => [table, new Map<string | undefined, readonly RowStep[]>(Object.entries(kinds))]));

const isVersion = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 1;

/** The version that a row says; undefined: what it says is none. */
export const versionSaid = (value: StoredValue): number | undefined => {
  const said = value[SCHEMA_VERSION] ?? 1;
  return isVersion(said) ? said : undefined;
};

const broughtUp = (value: StoredValue, steps: readonly RowStep[], from: number, kind: string): StoredValue => {
  try {
    return { ...steps.slice(from - 1).reduce((before, step) => step(before), value), [SCHEMA_VERSION]: steps.length + 1 };
  } catch (error) {
    throw new FormUnknown(false, `it could not be brought from version ${from} of ${kind} to ${steps.length + 1}: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** Brings a value to the version of this release. A value that is of it is handed back as it is, not copied. @throws FormUnknown. */
export type ToCurrent = (value: StoredValue) => StoredValue;

/** @param kinds of one table, with their steps; of a kind that is not among them there is no step. @param plain the kind of rows that say no type. */
export const bringingUp = (kinds: StepsByKind, plain?: string): ToCurrent => (value) => {
  const said = value['type'];
  const kind = typeof said === 'string' ? said : plain;
  const steps = kinds.get(kind) ?? NONE;
  const stored = value[SCHEMA_VERSION];
  if (stored === undefined ? steps.length === 0 : stored === steps.length + 1) return value;
  const from = versionSaid(value);
  const name = kind ?? 'no kind';
  if (from === undefined) throw new FormUnknown(false, `it says the version ${JSON.stringify(stored)} of ${name}, which is none`);
  if (from > steps.length + 1) throw new FormUnknown(true, `it was written by a newer release: version ${from} of ${name}, and this release knows ${steps.length + 1}`);
  return from === steps.length + 1 ? value : broughtUp(value, steps, from, name);
};

/** What brings rows of a table up. @param plain the kind of those that say no type. */
export const currentForm = (table: string, plain?: string): ToCurrent => bringingUp(byTable.get(table) ?? new Map(), plain);

/** The version of a kind that this release writes; undefined: it knows no such kind. */
export const versionOfKind = (table: string, kind: string): number | undefined => {
  const steps = byTable.get(table)?.get(kind);
  return steps && steps.length + 1;
};

/** A value as it is stored, with its type and its version. Kinds at version 1 may as well be written without it. */
export const rowValue = <Table extends KindTable>(table: Table, kind: keyof (typeof rowKinds)[Table] & string, value: object): object => {
  const version = versionOfKind(table, kind) ?? 1;
  return version === 1 ? { type: kind, ...value } : { type: kind, ...value, [SCHEMA_VERSION]: version };
};
