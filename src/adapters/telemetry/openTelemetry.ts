import { type Log } from '../../app/log';
import { type Environment, type Exporters } from './exporters';
import { telemetryThrough } from './telemetryThrough';
import { type Telemetry, type TelemetryKind } from './telemetry';

const exportersOf = async (kind: TelemetryKind, environment: Environment): Promise<Exporters> => {
  switch (kind) {
    case 'console':
      return (await import('./consoleExporters.js')).consoleExporters((line) => void process.stdout.write(`${line}\n`));
    case 'otlp':
      return (await import('./otlpExporters.js')).otlpExporters();
    case 'azure':
      return (await import('./azureExporters.js')).azureExporters(environment);
  }
};

/** Only what one kind needs is loaded. @throws where its settings are no use. */
export const openTelemetry = async (kind: TelemetryKind, environment: Environment, log: Log): Promise<Telemetry> => telemetryThrough(kind, await exportersOf(kind, environment), environment, log);
