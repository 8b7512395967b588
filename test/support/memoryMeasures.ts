import { type LogFacts } from '../../src/app/log';
import { type CounterName, type GaugeName, type HistogramName, type Measures } from '../../src/app/measures/measures';

interface Measured {
  readonly name: CounterName | GaugeName | HistogramName;
  readonly value: number;
  readonly facts: LogFacts;
}

const holds = (facts: LogFacts, asked: LogFacts): boolean => Object.entries(asked).every(([name, value]) => facts[name] === value);

/** Keeps everything that is measured, in order. */
export class MemoryMeasures implements Measures {
  readonly all: Measured[] = [];

  count(name: CounterName, by: number, facts: LogFacts = {}): void {
    this.all.push({ name, value: by, facts });
  }

  gauge(name: GaugeName, value: number, facts: LogFacts = {}): void {
    this.all.push({ name, value, facts });
  }

  record(name: HistogramName, value: number, facts: LogFacts = {}): void {
    this.all.push({ name, value, facts });
  }

  /** Sum of a counter over everything with those facts; 0 if nothing was counted. */
  total(name: CounterName, facts: LogFacts = {}): number {
    return this.observed(name, facts).reduce((sum, value) => sum + value, 0);
  }

  /** The last value of a gauge; undefined if it was never said. */
  last(name: GaugeName, facts: LogFacts = {}): number | undefined {
    return this.observed(name, facts).at(-1);
  }

  /** Every value under that name with those facts, in order. */
  observed(name: Measured['name'], facts: LogFacts = {}): readonly number[] {
    return this.all.filter((measured) => measured.name === name && holds(measured.facts, facts)).map(({ value }) => value);
  }
}
