import { configureRoutes } from '../src/adapters/http/route';
import { followInvocations } from '../src/adapters/log/invocationLog';
import { readConfig } from '../src/app/config';
import { theApp } from '../src/app/wiring';

// A missing setting stops the start here, not the first request.
readConfig(process.env);

followInvocations();
configureRoutes(async () => (await theApp()).routeDeps);
