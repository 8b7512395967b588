import { rebuild } from '../../app/check/rebuild';
import { type BrokenOff } from '../../app/check/brokenOff';
import { type Finding } from '../../app/check/finding';
import { type PartnersCheckPorts } from '../../app/check/ofPartners';

/** What became of all that is derived. */
export interface Derived {
  readonly customers: number;
  /** What was not as the state says, and was put right. */
  readonly putRight: number;
  /** What is still not, after that, and what could not be compared. */
  readonly left: number;
  readonly findings: readonly Finding[];
  /** The first hundred of what could not be; absent: none. */
  readonly failed?: readonly BrokenOff[];
}

/** How often what is derived is gone over: what one repair brings about (a feed that gets an event) another looks at. */
const ROUNDS = 3;

/** Makes anew what is derived, until a round finds nothing. @throws when the store fails. */
export const derivedAnew = async (ports: PartnersCheckPorts): Promise<Derived> => {
  let putRight = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { found, customers, failed } = await rebuild(ports, true);
    putRight += found;
    if (found === 0 && failed === undefined) return { customers, putRight, left: 0, findings: [] };
  }
  const { found, customers, findings, failed } = await rebuild(ports, false);
  return { customers, putRight, left: found + (failed?.length ?? 0), findings, ...(failed && { failed }) };
};
