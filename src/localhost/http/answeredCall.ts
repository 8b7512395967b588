import { type Answer } from './answer';

/** One request that was answered, for whoever watches the server. */
export interface AnsweredCall {
  readonly method: string;
  /** Without its query, which may hold secrets; as it was sent. */
  readonly path: string;
  readonly answer: Answer;
  /** Of real time, from its head to its answer. */
  readonly milliseconds: number;
}

/** The path of a request's target. */
export const pathOfTarget = (target = ''): string => target.split(/[?#]/, 1)[0] ?? '';
