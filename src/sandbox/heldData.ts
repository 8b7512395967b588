import { schemaState } from '../app/schema/installationSchema';
import { RowUnreadable } from '../app/unreadable';
import { type WiredApp } from '../wiring/wiring';
import { SandboxProblem } from './sandboxProblem';

const ofNewerRelease = (what: string): SandboxProblem =>
  new SandboxProblem(`What is stored was written by a newer release (${what}). Start that release, take another folder with --data, or go back to a copy from before (docs/operations/roll-back-a-release.md).`);

/** Whether partners are stored, readable or not. @throws SandboxProblem where a newer release has written here: this one would refuse most calls, and take derived rows for damaged. */
export const holdsData = async ({ directory, partners }: Pick<WiredApp, 'directory' | 'partners'>): Promise<boolean> => {
  try {
    const { isOlderRelease, schema, stored } = await schemaState(directory);
    if (isOlderRelease) throw ofNewerRelease(`schema ${stored}; this one knows ${schema}`);
    const { items, unreadable } = await partners.readable();
    const newer = unreadable.find(({ isNewer }) => isNewer);
    if (newer !== undefined) throw ofNewerRelease(newer.reason);
    return items.length + unreadable.length > 0;
  } catch (error) {
    if (error instanceof RowUnreadable && error.row.isNewer) throw ofNewerRelease(error.row.reason);
    throw error;
  }
};
