import { type Area } from '../area';
import { answer } from './answer';
import { arrived } from './arrived';
import { ask } from './ask';
import { givenUpMeanwhile } from './givenUpMeanwhile';
import { hold } from './hold';
import { meanwhile } from './meanwhile';
import { moveNew } from './moveNew';
import { offer } from './offer';
import { suspendedFirst } from './suspendedFirst';
import { follow } from './follow';

/** Subscriptions that go from one partner to another. */
export const transfers: Area = { name: 'transfers', weight: 5, steps: [answer, arrived, ask, follow, givenUpMeanwhile, hold, meanwhile, moveNew, offer, suspendedFirst] };
