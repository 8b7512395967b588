import { app } from '@azure/functions';
import { configureRoutes } from '../src/adapters/http/route';
import { followInvocations } from '../src/adapters/log/followInvocations';
import { closeTelemetry, theTelemetry } from '../src/wiring/telemetry';
import { closeApp, theApp } from '../src/wiring/wiring';

followInvocations(theTelemetry);
app.hook.appTerminate(async () => {
  await Promise.all([closeApp(), closeTelemetry()]);
});

// Settings are read at the first use, not here: where a file throws while it is loaded, the host has no functions at all, and answers every request with an empty 404.
configureRoutes(async () => (await theApp()).routeDeps);
