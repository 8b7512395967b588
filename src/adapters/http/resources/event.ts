import { type EventRecord } from '../../../app/command/eventRecord';

/** A change and what happened with it. `type` names its first fact; most changes have one. `subject` is whose version it counts: a window, and work that was parked, are subjects of their own. */
export const eventResource = ({ id, at, subject, version, facts }: EventRecord) => ({ id, type: facts[0]?.type, at, subject, version, data: { facts } });
