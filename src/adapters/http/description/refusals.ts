import { requestErrors } from '../errors/request';

/** `status/code` of the refusals that any call can meet: who asks, in what form, and that storage or the caller's own repeats stand in the way. */
export const refusalsOfAnyCall: ReadonlyMap<string, string> = new Map([
  ...Object.entries(requestErrors).map(([kind, { status, code }]): [string, string] => [`${status}/${code}`, kind]),
  // Of a malformed term, and what is said of settings and of what nobody foresaw.
  ['400/800121', 'EnumValueUnknown'],
  ['500/800003', 'Unexpected'],
  ['503/900192', 'NotReady'],
]);
