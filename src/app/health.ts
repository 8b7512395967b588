import { type BusHealth } from './bus/dispatcher';
import { type SettingProblem, SettingsWrong } from './settingsWrong';
import { type App } from './ports';

export interface Health {
  /** Absent while nothing can be asked. */
  readonly bus?: BusHealth;
  readonly healthy: boolean;
  /** None while settings are wrong: nothing can be asked then. */
  readonly dependencies: readonly { readonly name: string; readonly state: 'up' | 'down'; readonly latencyMillis: number }[];
  /** Everything that is missing or wrong, without its value; empty where nothing is. */
  readonly wrongSettings: readonly SettingProblem[];
}

/** Asks storage for a row that is not there. What it costs is measured in real time, whatever clock the app follows. */
export const checkHealth = async (app: () => Promise<App>): Promise<Health> => {
  const started = performance.now();
  const storage = (state: 'up' | 'down') => ({ name: 'storage', state, latencyMillis: Math.round(performance.now() - started) });
  try {
    const { commerce, dispatcher } = await app();
    await commerce.read('health', 'health');
    return { healthy: true, bus: dispatcher.health(), dependencies: [storage('up')], wrongSettings: [] };
  } catch (error) {
    if (error instanceof SettingsWrong) return { healthy: false, dependencies: [], wrongSettings: error.problems };
    return { healthy: false, dependencies: [storage('down')], wrongSettings: [] };
  }
};
