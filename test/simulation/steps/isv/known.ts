import { type Subscription } from '../../../../src/domain/subscription/state';
import { type Life } from '../../engine/life';

/** With free days; of Havn alone; by use. */
export const SAAS = ['NCFJORDINS01', 'NCKANAALPL01', 'NCFJORDSIG01'] as const;
export const METERED = 'NCFJORDSIG01';
/** The last forbids that it is cancelled. */
export const SOFTWARE = ['NCWINSRVSUB1', 'NCSQLSTAND01', 'NCSUSELINUX1'] as const;

export const heldOf = (life: Life, products: readonly string[]): readonly Subscription[] => life.known.subscriptions().filter(({ offer, status }) => products.includes(offer.productId) && status !== 'deleted');
