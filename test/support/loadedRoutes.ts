import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from '@azure/functions';
import { routes } from '../../src/adapters/http/route';
import { type ServedRoute } from '../../src/adapters/http/routeDefinition';

/** Every HTTP route of the app, registered with nobody. */
export const loadedRoutes = (): readonly ServedRoute[] => {
  const register = jest.spyOn(app, 'http').mockImplementation(() => undefined);
  const folder = join(__dirname, '../../functions/http');
  for (const file of readdirSync(folder)) jest.requireActual<object>(join(folder, file));
  register.mockRestore();
  return routes();
};
