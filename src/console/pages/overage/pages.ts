import { type ConsolePage } from '../../consolePage';

/** Calls beyond what licences bring, and who is charged for them. */
export const overagePages: readonly ConsolePage[] = [
  { path: '/customers/:customerId/overage', title: 'Overage', permission: 'overage.manage', load: async () => (await import('./overagePage')).OveragePage },
  { path: '/customers/:customerId/overage/:service/handovers/:handoverId', title: 'Hand-over of overage', permission: 'overage.handover', load: async () => (await import('./handoverPage')).HandoverPage },
];
