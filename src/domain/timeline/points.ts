import { type ChargeLine } from '../billing/chargeLine';
import { type Point } from './item';
import { ruleOfFact } from './rules';
import { isForeseen, textIn, type Told, type ToldFact } from './told';

/** Told by the spans they are about, and not once more. */
const inSpans: ReadonlySet<string> = new Set(['WindowClosing', 'WindowClosed']);

/** `SeatsAdded` as `seats_added`. */
const snakeOf = (type: string): string => type.replaceAll(/(?<=[a-z\d])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

const isCycleOf = (line: ChargeLine, fact: ToldFact): boolean => fact.type === 'CycleCharged' && textIn(fact, 'cycleStart') === line.chargeStart && (line.chargeType === 'cycleCharge' || line.chargeType === 'Cycle fee' || line.chargeType === 'changeBillingPlan');

/** Each line with one fact of its change: a cycle's with that cycle, everything else with what was done, or, where nothing else was, with the first. */
const linesByFact = ({ facts, lines }: Told): readonly (readonly ChargeLine[])[] => {
  const done = Math.max(0, facts.findIndex(({ type }) => type !== 'CycleCharged'));
  const placeOf = (line: ChargeLine): number => {
    const cycle = facts.findIndex((fact) => isCycleOf(line, fact));
    return cycle === -1 ? done : cycle;
  };
  const places = lines.map(placeOf);
  return facts.map((_fact, place) => lines.filter((_line, index) => places[index] === place));
};

const digits = (value: number): string => String(value).padStart(8, '0');

/** A point for each fact of a change, with the lines of what it charged. */
export const pointsOf = (told: Told): readonly Point[] => {
  const lines = linesByFact(told);
  return told.facts.flatMap((fact, index): Point[] => {
    if (inSpans.has(fact.type)) return [];
    const rule = ruleOfFact(fact.type);
    const kind = snakeOf(fact.type);
    const place = `${digits(told.version)}.${String(index + 1).padStart(3, '0')}`;
    return [
      {
        shape: 'point',
        id: isForeseen(told) ? `${kind}|${told.at}|${index + 1}` : `${told.event}.${index + 1}`,
        kind,
        at: told.at,
        place,
        ...(rule !== undefined && { rule }),
        isForeseen: isForeseen(told),
        events: told.event === undefined ? [] : [told.event],
        fact,
        lines: lines[index] ?? [],
        ...(told.dependsOnHoldings === true && { dependsOnHoldings: true }),
      },
    ];
  });
};
