import { CloudEvent } from 'cloudevents';
import { type EventRecord } from '../../app/command/eventRecord';

/** What a change is told as: whom it concerns, what happened, and why. */
export interface EventData {
  readonly subject: EventRecord['subject'];
  /** Of the subject, after the change. */
  readonly version: number;
  /** Absent where it is of no customer. */
  readonly customerId?: string;
  /** Tenant; absent where it concerns no partner. */
  readonly partnerId?: string;
  /** In the order in which they came to pass. */
  readonly facts: EventRecord['facts'];
  /** Field by field, what the change made of the subject; absent where it changed nothing that is told, and in what was stored by a version before this member. */
  readonly changed?: EventRecord['changed'];
  /** Absent in what was stored by a version before this member. */
  readonly cause?: EventRecord['cause'];
}

/** AUD-2: `nextterm.subscription.v1`: one type for each kind of subject, since one change may be several facts. */
export const cloudEventType = (kind: EventRecord['subject']['kind']): string => `nextterm.${kind}.v1`;

/** What a record is told as, wherever it is. Without what is only for the projections inside. */
export const eventData = ({ subject, version, customerId, partnerId, facts, changed, cause }: EventRecord): EventData => ({
  subject,
  version,
  ...(customerId !== '' && { customerId }),
  ...(partnerId !== '' && { partnerId }),
  facts,
  ...(changed !== undefined && { changed }),
  ...(cause !== undefined && { cause }),
});

/**
 * CloudEvents 1.0, in structured form as JSON. Its id is the record's (`subject:version`), so repeats are told by it for good; the extension `facts` names the types of its facts, for filters that see attributes alone; `traceparent` (of the distributed tracing extension) the trace that it belongs to, on its way out and where there is one.
 * @throws ValidationError when the record makes no event.
 */
export const cloudEventOf = (record: EventRecord): CloudEvent<EventData> =>
  new CloudEvent<EventData>({
    id: record.id,
    type: cloudEventType(record.subject.kind),
    source: record.customerId === '' ? `/nextterm/partners/${record.partnerId}` : `/nextterm/customers/${record.customerId}`,
    subject: record.subject.id,
    time: record.at,
    datacontenttype: 'application/json',
    facts: record.facts.map(({ type }) => type).join(','),
    ...(record.traceparent !== undefined && { traceparent: record.traceparent }),
    data: eventData(record),
  });
