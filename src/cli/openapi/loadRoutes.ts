import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { routes } from '../../adapters/http/route';
import { type ServedRoute } from '../../adapters/http/routeDefinition';

const FOLDER = join(__dirname, '../../../functions/http');

/** Every HTTP route of the app, registered with no host. */
export const loadRoutes = (): readonly ServedRoute[] => {
  const load = createRequire(__filename);
  // Without a host the library says at each start that it has none.
  const { warn } = console;
  console.warn = () => undefined;
  try {
    for (const file of readdirSync(FOLDER).filter((name) => /\.[jt]s$/.test(name))) load(join(FOLDER, file));
  } finally {
    console.warn = warn;
  }
  return routes();
};
