import { rowKinds } from './rowKinds';
import { type RowStep } from './rowStep';

/** A kind whose form has changed since the first release. */
export interface KindVersion {
  readonly table: string;
  readonly kind: string;
  readonly version: number;
}

const all: readonly KindVersion[] = Object.entries(rowKinds).flatMap(([table, kinds]) => Object.entries(kinds as Readonly<Record<string, readonly RowStep[]>>).map(([kind, steps]) => ({ table, kind, version: steps.length + 1 })));

/** One number for all kinds together: 1 and a step more for each step of any. It grows with every change of a form, and is the same in two releases only if both know the same forms. */
export const schemaVersion = all.reduce((sum, { version }) => sum + version - 1, 1);

/** What this release reads and writes, for health. */
export const schemaVersions = (): { readonly schema: number; readonly kinds: readonly KindVersion[] } => ({ schema: schemaVersion, kinds: all.filter(({ version }) => version > 1) });
