import { type Area } from '../area';
import { answer } from './answer';
import { ask } from './ask';
import { hold } from './hold';
import { meanwhile } from './meanwhile';
import { offer } from './offer';
import { follow } from './follow';

/** Subscriptions that go from one partner to another. */
export const transfers: Area = { name: 'transfers', weight: 5, steps: [answer, ask, follow, hold, meanwhile, offer] };
