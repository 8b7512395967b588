import { type Area } from '../area';
import { answer } from './answer';
import { arrived } from './arrived';
import { ask } from './ask';
import { hold } from './hold';
import { meanwhile } from './meanwhile';
import { moveNew } from './moveNew';
import { offer } from './offer';
import { follow } from './follow';

/** Subscriptions that go from one partner to another. */
export const transfers: Area = { name: 'transfers', weight: 5, steps: [answer, arrived, ask, follow, hold, meanwhile, moveNew, offer] };
