import { type BusHealth } from './bus/dispatcher';
import { type Patience } from './command/contention';
import { healthParts, statusOf, type HealthPart, type HealthStatus } from './operations/healthParts';
import { PATIENCE_MILLIS, within } from './operations/installationHealth';
import { type SettingProblem, SettingsWrong } from './settingsWrong';
import { type App } from './ports';

export interface Health {
  /** Absent while nothing can be asked. */
  readonly bus?: BusHealth;
  /** False: the app can do nothing, and whoever balances load should ask another. */
  readonly healthy: boolean;
  readonly status: HealthStatus;
  /** None while settings are wrong: nothing can be asked then. */
  readonly dependencies: readonly { readonly name: string; readonly state: 'up' | 'down'; readonly latencyMillis: number }[];
  /** Everything that is missing or wrong, without its value; empty where nothing is. */
  readonly wrongSettings: readonly SettingProblem[];
  readonly parts: readonly HealthPart[];
}

const DOWN = { healthy: false, status: 'down' } as const;

/** An app that could not be built is not built again for so long, however many probes there are. */
const TRIED_AGAIN_MILLIS = 5_000;

export interface HealthCheckPorts {
  /** @throws SettingsWrong; whatever storage throws. */
  readonly app: () => Promise<App>;
  readonly patience: Pick<Patience, 'alarm' | 'elapsed'>;
}

/** DUE-5: how the app is, for whoever asks without a token: nothing in it says of whom it is. What it costs is bounded, and so is how long it takes. @returns what never throws. */
export const createHealthCheck = ({ app, patience }: HealthCheckPorts): (() => Promise<Health>) => {
  let failed: { readonly at: number; readonly latencyMillis: number } | undefined;
  const withoutStorage = (latencyMillis: number): Health => ({ ...DOWN, dependencies: [{ name: 'storage', state: 'down', latencyMillis }], wrongSettings: [], parts: [{ name: 'storage', state: 'down' }] });

  const opened = async (): Promise<App | Health> => {
    const from = patience.elapsed();
    if (failed !== undefined && from - failed.at < TRIED_AGAIN_MILLIS) return withoutStorage(failed.latencyMillis);
    failed = undefined;
    try {
      const running = await within(patience, PATIENCE_MILLIS, app());
      if (running !== undefined) return running;
    } catch (error) {
      if (error instanceof SettingsWrong) return { ...DOWN, dependencies: [], wrongSettings: error.problems, parts: [] };
    }
    const at = patience.elapsed();
    failed = { at, latencyMillis: Math.round(at - from) };
    return withoutStorage(failed.latencyMillis);
  };

  return async () => {
    const running = await opened();
    if ('parts' in running) return running;
    const { clock, dispatcher, health } = running;
    const look = await health.look();
    const bus = dispatcher.health();
    const parts = healthParts({ now: clock.now(), upSince: health.upSince, bus, look, skipsIdle: clock.skipsIdleTime?.() === true });
    const status = statusOf(parts);
    return { bus, healthy: status !== 'down', status, dependencies: [{ name: 'storage', state: look.seen === undefined ? 'down' : 'up', latencyMillis: look.latencyMillis }], wrongSettings: [], parts };
  };
};
