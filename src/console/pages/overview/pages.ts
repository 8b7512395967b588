import { type ConsolePage } from '../../consolePage';

/** What somebody looks at first. */
export const overviewPages: readonly ConsolePage[] = [
  { path: '/overview', title: 'Overview', inNavigation: 'Overview', onlyFor: ['partner', 'operator'], load: async () => (await import('./overviewPage')).OverviewPage },
];
