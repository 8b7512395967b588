import { type ToldFact } from '../../../app/command/toldFacts';

/** One fact, under its own type, with whom it is about (a window, and work that was parked, are subjects of their own) and the version that the change gave that subject. Facts of one change share version and instant. */
export const eventResource = ({ record: { id, at, subject, version }, number, fact: { type, ...data } }: ToldFact) => ({ id: `${id}.${number}`, type, at, subject, version, data });
