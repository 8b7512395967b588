import { type Subscription } from '../../../../src/domain/subscription/state';
import { type Life } from '../../engine/life';

export const MAIL = 'fd4c746a-2194-4aff-9ee6-f5d3712cf123';
export const BETTER_MAIL = '2f707c7c-2433-49a5-a437-9ca7cf40d3eb';
export const ARCHIVE = '16dc8dad-2af2-45bb-ae80-aba6a21254a5';

export const basesOf = (life: Life): readonly Subscription[] => life.known.subscriptions().filter(({ offer, status }) => [MAIL, BETTER_MAIL].includes(offer.productId) && status !== 'deleted');

export const addOnsOf = (life: Life): readonly Subscription[] => life.known.subscriptions().filter(({ offer, status }) => offer.productId === ARCHIVE && status !== 'deleted');
