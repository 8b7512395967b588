import { type CorrelationFilter } from '../engine/rule';
import { type MessageView, type Value } from './messageView';

const FIELDS = [
  ['correlationId', 'correlationid'],
  ['messageId', 'messageid'],
  ['to', 'to'],
  ['replyTo', 'replyto'],
  ['subject', 'label'],
  ['sessionId', 'sessionid'],
  ['replyToSessionId', 'replytosessionid'],
  ['contentType', 'contenttype'],
] as const;

/** Whether everything that the filter names is equal in the message: texts with regard to case, numbers by value. Source: "Topic filters and actions". */
export const matchesCorrelation = (filter: CorrelationFilter, { system, properties }: MessageView): boolean =>
  FIELDS.every(([key, field]) => filter[key] === undefined || equal(system.get(field), filter[key])) &&
  Object.entries(filter.properties ?? {}).every(([key, value]) => equal(properties.get(key), value));

const equal = (found: Value | undefined, wanted: Value): boolean =>
  found instanceof Date && wanted instanceof Date ? found.getTime() === wanted.getTime() : typeof found === 'bigint' ? found === BigInt(Number(wanted) || 0) : found === wanted;
