import { configureRoutes } from '../src/adapters/http/route';
import { readConfig } from '../src/app/config';
import { theApp } from '../src/app/wiring';

// A missing setting stops the start here, not the first request.
readConfig(process.env);

configureRoutes(async () => (await theApp()).routeDeps);
