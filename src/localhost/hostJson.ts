import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DurableSettings } from './durableSettings';
import { HttpSettings } from './httpSettings';
import { type IdleKeys, keysWithoutEffect } from './hostJsonKeys';
import { overrule, typedBySchema } from './hostJsonOverrides';
import { ServiceBusSettings } from './triggers/serviceBus/hostSettings';
import { parseTimeSpan } from './triggers/timeSpan';

const timeSpan = (fallback: string) => z.string().default(fallback).transform((text, context) => {
  const ms = parseTimeSpan(text);
  if (ms !== undefined) return ms;
  context.addIssue({ code: 'custom', message: `"${text}" is not a time span like 00:00:30.` });
  return z.NEVER;
});

/** Settings of storage queue triggers; times in ms. Source: "Azure Queue storage trigger and bindings", host.json settings. */
const Queues = z.looseObject({
  maxPollingInterval: timeSpan('00:00:02'),
  visibilityTimeout: timeSpan('00:00:00'),
  batchSize: z.int().min(1).max(32).default(16),
  maxDequeueCount: z.int().min(1).default(5),
  messageEncoding: z.string().default('base64').transform((text) => text.toLowerCase()).pipe(z.enum(['base64', 'none'])),
});
export type QueueSettings = z.infer<typeof Queues>;

/** `Request;Exception`. */
const telemetryTypes = z.string().refine((text) => text.split(';').every((type) => ['PageView', 'Request', 'Dependency', 'Exception', 'Event', 'Trace'].includes(type)), 'It is not a list of kinds of telemetry like Request;Exception.');

/** What the Azure host makes its own logging of. Not acted on here. Source: "host.json reference for Azure Functions 2.x and later". */
const Logging = z.looseObject({
  logLevel: z.record(z.string(), z.enum(['Trace', 'Debug', 'Information', 'Warning', 'Error', 'Critical', 'None'])).optional(),
  applicationInsights: z
    .looseObject({ samplingSettings: z.looseObject({ isEnabled: z.boolean().optional(), maxTelemetryItemsPerSecond: z.number().positive().optional(), excludedTypes: telemetryTypes.optional(), includedTypes: telemetryTypes.optional() }).optional() })
    .optional(),
});

/** Of NuGet, as the host reads it: `[4.26.0, 5.0.0)`. */
const versionRange = z.string().regex(/^[[(]\d+(\.(\d+|\*)){0,2}, ?\d+(\.(\d+|\*)){0,2}[\])]$/, 'It is not a range of versions like [4.26.0, 5.0.0).');

/** How long a function may run, in ms; `-1` is without end. Source: "host.json reference for Azure Functions 2.x and later", functionTimeout. */
const functionTimeout = z.string().default('00:30:00').transform((text, context) => {
  const ms = text.trim() === '-1' ? Infinity : parseTimeSpan(text);
  if (ms !== undefined && ms >= 1_000) return ms;
  context.addIssue({ code: 'custom', message: ms === undefined ? `"${text}" is not a time span like 00:00:30.` : `${text} is less than a second.` });
  return z.NEVER;
});

const HostJson = z.looseObject({
  version: z.literal('2.0'),
  functionTimeout,
  logging: Logging.optional(),
  extensionBundle: z.looseObject({ id: z.string().min(1), version: versionRange }).optional(),
  extensions: z
    .looseObject({
      http: HttpSettings.prefault({}),
      queues: Queues.prefault({}),
      serviceBus: ServiceBusSettings.prefault({}),
      durableTask: DurableSettings.prefault({}),
    })
    .prefault({}),
});
export type HostJson = z.infer<typeof HostJson>;

/** What `host.json` says, which of its keys have no effect here, and which settings have overruled it. */
export type ReadHostJson = HostJson & { readonly withoutEffect: IdleKeys; readonly overruledBy: readonly string[] };

/**
 * Reads `host.json` of the app, and what settings say over it (`AzureFunctionsJobHost__…`). What this host has no use for is left alone. Keys are known in any case of letters.
 * Errors: no file, no JSON, a version other than 2.0, a value that is not allowed; each as a sentence with the path of the value, and with the settings where there are any.
 */
export function readHostJson(root: string, settings: Readonly<Record<string, string | undefined>> = {}): ReadHostJson {
  const path = join(root, 'host.json');
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path} cannot be read as JSON: ${(error as Error).message}`, { cause: error });
  }
  const overruled = overrule(content, settings);
  const said = spelled(overruled.content, HostJson);
  let parsed = HostJson.safeParse(said);
  if (!parsed.success && typedBySchema(said, parsed.error, overruled.settings)) parsed = HostJson.safeParse(said);
  const over = overruled.settings.length === 0 ? '' : `, with what ${overruled.settings.join(', ')} ${overruled.settings.length === 1 ? 'says' : 'say'} over it,`;
  if (!parsed.success) throw new Error(`${path}${over} is not valid:\n${z.prettifyError(parsed.error)}`, { cause: parsed.error });
  return { ...parsed.data, withoutEffect: keysWithoutEffect(said), overruledBy: overruled.settings };
}

const objectOf = (schema: unknown): z.ZodObject | undefined => {
  if (schema instanceof z.ZodObject) return schema;
  return schema instanceof z.ZodOptional || schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault ? objectOf(schema.unwrap()) : undefined;
};

/** The keys that the schema knows, spelled as it does. */
function spelled(content: unknown, schema: unknown): Record<string, unknown> {
  const { shape } = objectOf(schema) ?? {};
  if (!shape || typeof content !== 'object' || content === null || Array.isArray(content)) return content as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(content).map(([key, value]) => {
      const known = Object.keys(shape).find((name) => name.toLowerCase() === key.toLowerCase()) ?? key;
      return [known, spelled(value, shape[known])];
    }),
  );
}
