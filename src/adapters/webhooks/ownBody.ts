import { CloudEvent } from 'cloudevents';
import { type OwnBody } from '../../app/webhook/webhookPorts';
import { cloudEventOf } from '../cloudevents/cloudEvent';

/** A change as it is told everywhere; what is no change of a customer's (an invoice, a test) in the same form. */
export const ownBody: OwnBody = ({ id, subject, version, at, facts }, record) =>
  JSON.stringify(
    record === undefined
      ? new CloudEvent({ id, type: `nextterm.${subject.kind}.v1`, source: '/nextterm', subject: subject.id, time: at, datacontenttype: 'application/json', facts: facts.map(({ type }) => type).join(','), data: { subject, version, facts } })
      : cloudEventOf(record),
  );
