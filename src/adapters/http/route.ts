import { app } from '@azure/functions';
import { createRouter } from './router';

/** The app's routes. Files in `functions/http/` call `route`; the wiring calls `configureRoutes` once. */
export const { route, publicRoute, configureRoutes, serveUnmatched, routes } = createRouter((name, options) => app.http(name, options));
