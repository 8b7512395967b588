import { type App } from './ports';

export interface Health {
  readonly healthy: boolean;
  readonly dependencies: readonly { readonly name: string; readonly state: 'up' | 'down'; readonly latencyMillis: number }[];
}

/** Asks storage for a row that is not there. What it costs is measured in real time, whatever clock the app follows. */
export const checkHealth = async (app: () => Promise<App>): Promise<Health> => {
  const started = performance.now();
  const state = await app()
    .then(({ commerce }) => commerce.read('health', 'health'))
    .then(
      () => 'up' as const,
      () => 'down' as const,
    );
  return { healthy: state === 'up', dependencies: [{ name: 'storage', state, latencyMillis: Math.round(performance.now() - started) }] };
};
