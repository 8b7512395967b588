import { SettingsWrong } from '../../app/settingsWrong';
import { instantFromMillis } from '../../kernel/instant';
import { checkSettings, readConfig } from '../../wiring/config';
import { policiesOf } from '../../wiring/wiring';
import { type OwnWorld } from '../contracts';
import { SandboxProblem } from '../sandboxProblem';
import { localSettings } from '../settings';
import { prepareWorld, readWorldFiles, startOf } from './prepareWorld';

/** Nothing runs yet, and of the settings only those that the seller chooses are looked at. */
const NOWHERE = { url: 'http://127.0.0.1', storage: 'UseDevelopmentStorage=true', serviceBus: '', mail: '', operatorTenantId: '00000000-0000-0000-0000-000000000001' };

/**
 * Opens a world of the user's own.
 * @param file absolute. @param root of the app. @throws SandboxProblem
 */
export const openWorld = async (file: string, root: string): Promise<OwnWorld> => {
  const read = await readWorldFiles(file, root);
  const start = startOf(read);
  return {
    file: read.file,
    digest: read.digest,
    ...(start !== undefined && { start }),
    prepare: async (now) => {
      const environment = { ...process.env, ...localSettings(NOWHERE, process.env) };
      const settings = checkSettings(environment);
      if (!settings.ok) throw new SandboxProblem(new SettingsWrong(settings.problems).message);
      return prepareWorld(read, policiesOf(readConfig(environment)), instantFromMillis(now));
    },
  };
};
