import { validateHeaderName, validateHeaderValue } from 'node:http';
import { z } from 'zod';
import { parseTimeSpan } from './triggers/timeSpan';

const DAY_MS = 86_400_000;

const requests = z.int().min(-1).refine((number) => number !== 0, 'It is a number of requests from 1 on, or -1 for no limit.').default(-1);

/** As .NET reads it: a number alone is one of days. */
const maxAge = z.string().default('30.00:00:00').transform((text, context) => {
  const ms = /^\d+$/.test(text) ? Number(text) * DAY_MS : parseTimeSpan(text);
  if (ms !== undefined) return ms;
  context.addIssue({ code: 'custom', message: `"${text}" is neither a number of days nor a time span like 30.00:00:00.` });
  return z.NEVER;
});

/** What says how long an answer is, and where it ends, is the server's to say. */
const FRAMING = /^(connection|content-length|keep-alive|transfer-encoding)$/i;

const customHeaders = z.record(z.string(), z.string()).default({}).superRefine((headers, context) => {
  for (const [name, value] of Object.entries(headers)) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch (error) {
      context.addIssue({ code: 'custom', path: [name], message: `It is no header: ${(error as Error).message}.` });
    }
    if (FRAMING.test(name)) context.addIssue({ code: 'custom', path: [name], message: 'The host sets this header itself.' });
  }
});

/** `extensions.http` of host.json. Source: "Azure Functions HTTP triggers and bindings overview", host.json settings; the Azure host fails with what is refused here. */
export const HttpSettings = z.looseObject({
  routePrefix: z.string().default('api'),
  maxConcurrentRequests: requests,
  maxOutstandingRequests: requests,
  dynamicThrottlesEnabled: z.boolean().optional(),
  customHeaders,
  hsts: z.looseObject({ isEnabled: z.boolean(), maxAge, includeSubDomains: z.boolean().default(false), preload: z.boolean().default(false), excludedHosts: z.array(z.string()).default([]) }).optional(),
});
