import { type TypedData } from '../contracts';
import { formatTimeSpan } from '../triggers/timeSpan';
import { type OrchestrationRecord } from './instance';
import { DEFAULT_HTTP_POLL, type HistoryEvent, type TimerLimits } from './protocol';

/** The JSON an `orchestrationTrigger` receives. Schema 3 (V4) is what `context.df.lock` needs; timers are cut up from schema 2 on. */
export const orchestrationTrigger = (record: OrchestrationRecord, history: readonly HistoryEvent[], isReplaying: boolean, { longest, leg }: TimerLimits): string =>
  JSON.stringify({
    history,
    input: record.input === null ? null : (JSON.parse(record.input) as unknown),
    instanceId: record.id,
    isReplaying,
    parentInstanceId: record.parent?.OrchestrationInstance.InstanceId ?? null,
    sourceInstanceId: null,
    upperSchemaVersion: 1,
    upperSchemaVersionNew: 3,
    longRunningTimerIntervalDuration: formatTimeSpan(leg),
    maximumShortTimerDuration: formatTimeSpan(longest),
    defaultHttpAsyncRequestSleepTimeMillseconds: DEFAULT_HTTP_POLL,
  });

/**
 * An activity's argument as the extension's string binding gives it to the worker: text as it is, objects, arrays and numbers as JSON,
 * booleans in .NET's spelling, nothing for null.
 */
export const activityArgument = (input: string): TypedData | null => {
  const [argument] = JSON.parse(input) as unknown[];
  if (argument === null || argument === undefined) return null;
  if (typeof argument === 'string') return { string: argument };
  if (typeof argument === 'boolean') return { string: argument ? 'True' : 'False' };
  return { string: JSON.stringify(argument) };
};
