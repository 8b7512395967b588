import { rowsOf } from '../../../support/rowsOf';
import { type Check } from '../../engine/check';
import { EventModel } from './eventModel';

/** AUD-2: events of every subject without gaps, out in their order, in the feeds of all whom they concern, never before they are stored, never lost. */
export const events = (): Check => {
  const model = new EventModel();
  return {
    name: 'events',
    after: ({ changes, published }, seen) => {
      for (const change of changes) model.wrote(change);
      for (const record of published) model.published(record);
      if (published.length > 0) seen.proved('AUD-2');
    },
    settled: async ({ installation }) => {
      const ahead = (await rowsOf(installation.stores.Deadlines)).map(({ key }) => key).filter((key) => key.includes('|publish|'));
      model.settled((partition) => ahead.some((key) => key.includes(partition)));
    },
  };
};
