import { renameSync, writeFileSync } from 'node:fs';

/** Replaces a file so that a reader, or a start after a crash, finds the old text or the new one and never half of it. */
export const writeFileAtomically = (file: string, text: string, mode = 0o644): void => {
  const draft = `${file}.new`;
  writeFileSync(draft, text, { mode });
  renameSync(draft, file);
};
