import { Random } from '../../fuzz/random';

/** What a life asks of itself beside licences: each in so many lives of a hundred, and densely there, as it costs something at every step. */
const PERCENT = {
  /** Areas of the business beside licences. */
  areas: 67,
  /** The installation has extended service terms switched on, and the life falls into the months in which they begin. */
  extended: 8,
  /** A partner and a customer in the United States are among those that the life is about. */
  unitedStates: 6,
  /** Messages, and what is kept of them, fall due by the hundred. */
  mail: 16,
  /** Events are delivered, and what is kept of deliveries falls due each by itself. */
  webhooks: 25,
  /** What options allow and forbid is held to commands. */
  options: 35,
  /** Previews are. */
  previews: 30,
  /** Strangers, and those whose role does not suffice, ask for what is not theirs. */
  strangers: 25,
  /** What is derived is compared with the state when all is over, and lists with rows. */
  derived: 12,
} as const satisfies Readonly<Record<string, number>>;

export type Trait = keyof typeof PERCENT;

/** Whether a life has it, by its seed alone: the same all through it. */
export const hasTrait = (seed: number, trait: Trait): boolean => new Random(seed, 'has', trait).chance(PERCENT[trait]);
