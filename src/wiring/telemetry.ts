import { invocationLog } from '../adapters/log/invocationLog';
import { TELEMETRY_KINDS, type Telemetry, type TelemetryKind } from '../adapters/telemetry/telemetry';

/** Told by the environment alone, before any other setting is looked at: a wrong one must not take the sight of it away. */
const kindIn = ({ NEXTTERM_TELEMETRY: asked, OTEL_SDK_DISABLED: disabled }: Readonly<Record<string, string | undefined>>): TelemetryKind | undefined =>
  disabled?.trim().toLowerCase() === 'true' ? undefined : TELEMETRY_KINDS.find((kind) => kind === asked?.trim());

let opened: Telemetry | undefined;
let opening: Promise<Telemetry | undefined> | undefined;

const open = async (kind: TelemetryKind): Promise<Telemetry | undefined> => {
  try {
    const { openTelemetry } = await import('../adapters/telemetry/openTelemetry.js');
    opened = await openTelemetry(kind, process.env, invocationLog);
  } catch (error) {
    invocationLog.error(`There are no traces and metrics: NEXTTERM_TELEMETRY=${kind} could not be begun`, error);
  }
  return opened;
};

/** Traces and metrics of this process, begun at the first use; undefined, at once, where they are off. One that could not be begun is off until the process ends. Never rejects. */
export const theTelemetry = (): Telemetry | undefined | Promise<Telemetry | undefined> => {
  if (opened !== undefined) return opened;
  const kind = kindIn(process.env);
  return kind && (opening ??= open(kind));
};

/** Sends what is left, when the host ends. */
export const closeTelemetry = async (): Promise<void> => {
  const open = await opening;
  opened = undefined;
  opening = undefined;
  await open?.close();
};
