import { type HostOptions } from '../localhost';
import { type SandboxApplication } from './contracts';
import { answerWrongPlace } from './tokens/wrongPlace';

const CODES: Readonly<Record<number, string>> = {
  400: 'RequestMalformed',
  403: 'NotOfThisMachine',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  408: 'RequestTooSlow',
  413: 'BodyTooLarge',
  431: 'HeadersTooLarge',
  503: 'Unavailable',
};

/** What the runtime says by itself has the shape of the contract's refusals, its source apart; what the app can say is left to it. */
export const sandboxEdge = (application: SandboxApplication): NonNullable<HostOptions['edge']> => ({
  refusalBody: (status, description) => ({ code: CODES[status] ?? 'Refused', description, data: [], source: 'NextTerm local runtime' }),
  knowsCaller: (headers) => application.knowsCaller(headers),
  misdirected: answerWrongPlace,
  oddMethod: (request) => application.answerUnserved(request),
});
