import { type ConsolePage } from '../../consolePage';

/** The clock of a local server. */
export const clockPages: readonly ConsolePage[] = [
  { path: '/clock', title: 'Clock', inNavigation: 'Installation', onlyLocal: true, load: async () => (await import('./clockPage')).ClockPage },
];
