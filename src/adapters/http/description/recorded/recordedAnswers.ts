import { type Recorded } from './recorded';

/** By the name of the route. Written by the tests: CONTRIBUTING.md, "Describe an operation". */
export const recordedAnswers: Readonly<Record<string, Recorded>> = {};
