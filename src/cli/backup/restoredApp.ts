import { hostPatience } from '../../adapters/clock/hostPatience';
import { MemoryExportFiles } from '../../adapters/memory/memoryExportFiles';
import { type Instant } from '../../kernel/instant';
import { readConfig } from '../../wiring/config';
import { wire, type Stores, type WiredApp } from '../../wiring/wiring';
import { type Terminal } from '../terminal';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * The app over some tables, to check what is derived: nobody can call it, and it tells nobody. Settings of the environment hold where they are set (policies, days of receipts, mail).
 * @param now what the installation's clock says. @throws SettingsWrong.
 */
export const restoredApp = (stores: Stores, now: () => Instant, { complain }: Pick<Terminal, 'complain'>): WiredApp => {
  const say = (message: string, cause?: unknown): void => complain(cause instanceof Error ? `${message}: ${cause.message}` : message);
  return wire({
    config: readConfig({ NEXTTERM_TOKEN_AUDIENCE: 'none', NEXTTERM_OPERATOR_TENANT: NOBODY, ...process.env, NEXTTERM_STORAGE: 'UseDevelopmentStorage=true' }),
    stores,
    exportFiles: new MemoryExportFiles(),
    clock: { now },
    log: { info: () => undefined, warn: say, error: say },
    patience: hostPatience,
  });
};
