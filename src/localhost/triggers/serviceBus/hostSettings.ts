import { z } from 'zod';
import { parseTimeSpan } from '../timeSpan';

const timeSpan = z.string().transform((text, context) => {
  const ms = parseTimeSpan(text);
  if (ms !== undefined) return ms;
  context.addIssue({ code: 'custom', message: `"${text}" is not a time span like 00:00:30.` });
  return z.NEVER;
});

/** `extensions.serviceBus` of host.json; times in ms. Source: "Azure Service Bus bindings for Azure Functions", host.json settings of extension 5.x. */
export const ServiceBusSettings = z.looseObject({
  prefetchCount: z.int().min(0).optional(),
  autoCompleteMessages: z.boolean().default(true),
  maxAutoLockRenewalDuration: timeSpan.default(300_000),
  maxConcurrentCalls: z.int().min(1).default(16),
  maxConcurrentSessions: z.int().min(1).default(8),
  maxMessageBatchSize: z.int().min(1).default(1000),
  sessionIdleTimeout: timeSpan.default(60_000),
});
export type ServiceBusSettings = z.infer<typeof ServiceBusSettings>;

/** Keys that the Azure host acts on and this one does not. */
const WITHOUT_EFFECT = ['prefetchCount', 'clientRetryOptions', 'transportType', 'webProxy', 'enableCrossEntityTransactions', 'minMessageBatchSize', 'maxBatchWaitTime', 'maxConcurrentCallsPerSession'];

/** The keys given that have no effect here; those that nobody knows among them. A `prefetchCount` of 0 is what happens. */
export const withoutEffect = (settings: ServiceBusSettings): string[] =>
  Object.keys(settings).filter((key) => (WITHOUT_EFFECT.includes(key) || !Object.hasOwn(ServiceBusSettings.shape, key)) && !(key === 'prefetchCount' && settings.prefetchCount === 0));
