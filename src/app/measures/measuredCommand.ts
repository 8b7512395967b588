import { inMidstOf, workContext } from '../command/workContext';
import { inSpan } from '../tracing/inSpan';
import { type Measures } from './measures';

/** Says in its span how many operations it took. */
const told = async <T>(tally: { readonly operations: number }, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } finally {
    workContext().span?.set({ operations: tally.operations });
  }
};

/**
 * One command's work, with how long it took and how many operations of storage, up to its answer; what it still does after that is not in it. A preview counts as its command.
 * @param name of the command. @param customer whose it is, for the log.
 */
export const measuredCommand = async <T>(measures: Measures, name: string, customer: string, work: () => Promise<T>): Promise<T> => {
  const { about, tally: outer } = workContext();
  const tally = { operations: 0 };
  const begun = performance.now();
  try {
    return await inMidstOf({ tally, about: { ...about, customer } }, () => inSpan(`command ${name}`, { facts: { command: name, customer } }, () => told(tally, work)));
  } finally {
    if (outer !== undefined) outer.operations += tally.operations;
    const by = { command: name };
    measures.record('nextterm.operations', tally.operations, by);
    measures.record('nextterm.command.duration', performance.now() - begun, by);
  }
};
