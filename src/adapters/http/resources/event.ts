import { type EventRecord } from '../../../app/command/eventRecord';

/** A change and what happened with it. `type` names its first fact; most changes have one. */
export const eventResource = ({ id, at, version, facts }: EventRecord) => ({ id, type: facts[0]?.type, at, version, data: { facts } });
