import { z } from 'zod';
import { plusMinutes, type Instant } from '../../kernel/instant';
import { instantSchema } from '../../kernel/schemas';
import { isSuccess, type Attempted } from './retry';

/** WHK-4: what is known of how an endpoint answers. */
export const circuitSchema = z.object({
  /** Failures in a row. One subject's error answers count once: what is wrong may be its event. */
  failures: z.number().int().nonnegative(),
  /** Subjects whose events were answered with an error in that row. */
  subjects: z.array(z.string()),
  /** Present while it is open. */
  open: z.object({ since: instantSchema, probeAt: instantSchema, probes: z.number().int().nonnegative() }).optional(),
});

export type Circuit = z.infer<typeof circuitSchema>;

export const CLOSED: Circuit = { failures: 0, subjects: [] };

/** Failures in a row that open it. */
export const OPENS_AFTER = 5;

/** Minutes until one event is tried, after it opened, after the first probe failed, …; the last repeats. */
const PROBE_MINUTES = [1, 2, 5, 15, 30] as const;

const probeAfter = (now: Instant, probes: number): Instant => plusMinutes(now, PROBE_MINUTES[Math.min(probes, PROBE_MINUTES.length - 1)] ?? 30);

/** `halfOpen`: one event may be tried. */
export const circuitStates = ['closed', 'open', 'halfOpen'] as const;

export type CircuitState = (typeof circuitStates)[number];

/** @param now inclusive: a probe is due at that very millisecond. */
export const circuitState = ({ open }: Circuit, now: Instant): CircuitState => (open === undefined ? 'closed' : now >= open.probeAt ? 'halfOpen' : 'open');

/**
 * WHK-4: the circuit after an attempt. A success closes it. It opens with the fifth failure in a row: attempts without an answer, or error answers to events of different subjects, so that one event that a receiver
 * cannot take does not hold up the others.
 */
export const afterAnswer = (circuit: Circuit, attempted: Attempted, subject: string, now: Instant): Circuit => {
  if (isSuccess(attempted)) return CLOSED;
  if (circuit.open !== undefined) {
    if (circuitState(circuit, now) === 'open') return circuit;
    const probes = circuit.open.probes + 1;
    return { ...circuit, open: { since: circuit.open.since, probes, probeAt: probeAfter(now, probes) } };
  }
  const isKnown = attempted.kind === 'answered' && circuit.subjects.includes(subject);
  const failures = circuit.failures + (isKnown ? 0 : 1);
  const subjects = isKnown || attempted.kind === 'unanswered' ? circuit.subjects : [...circuit.subjects, subject].slice(-OPENS_AFTER);
  return { failures, subjects, ...(failures >= OPENS_AFTER && { open: { since: now, probes: 0, probeAt: probeAfter(now, 0) } }) };
};
