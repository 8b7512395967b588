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

/** A bigint is beyond what a double holds: no fraction, no text and no smaller number is equal to it. */
const equal = (found: Value | undefined, wanted: Value): boolean => {
  if (found instanceof Date && wanted instanceof Date) return found.getTime() === wanted.getTime();
  if (typeof found === 'bigint' && typeof wanted === 'number') return Number.isInteger(wanted) && found === BigInt(wanted);
  return found === wanted;
};
