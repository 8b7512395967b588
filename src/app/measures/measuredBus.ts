import { type Bus } from '../bus/bus';
import { inSpan } from '../tracing/inSpan';
import { type Measures } from './measures';

/** The same bus: events that it took are counted, and what it did not take as a failure of the bus. */
export const measuredBus = (inner: Bus, measures: Measures): Bus => ({
  ...(inner.isInside && { isInside: inner.isInside }),
  send: async (session, records) => {
    try {
      await inSpan('publish lifecycle', { kind: 'producer', facts: { events: records.length } }, () => inner.send(session, records));
    } catch (error) {
      measures.count('nextterm.failures', 1, { part: 'bus' });
      throw error;
    }
    measures.count('nextterm.published', records.length);
  },
});
