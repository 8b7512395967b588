import { createRouter } from '../../../src/adapters/http/router';

/** The app's routes, registered with nobody. */
export const { route, publicRoute, configureRoutes, serveUnmatched, routes } = createRouter(() => undefined);
