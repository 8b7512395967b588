import { DEFAULT_HTTP_POLL, HTTP_ACTIVITY, type HttpRequestAction } from '../protocol';
import { type Decisions } from './decisions';
import { Task } from './task';

interface HttpResult {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const header = (result: HttpResult, name: string): string | undefined =>
  Object.entries(result.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];

/**
 * `callHttp`: a built-in activity, and while it answers 202 with a Location, a timer and a GET of that address. The ids of the timer
 * and of the next call are taken together, as the library does.
 */
export const httpCall = (request: HttpRequestAction, decisions: Decisions): Task => {
  const whole = new Task();
  const settleOrPoll = (call: Task): void => {
    if (call.failed) {
      whole.fail(call.failure);
      return;
    }
    const result = JSON.parse(call.result ?? 'null') as HttpResult | null;
    const location = result === null ? undefined : header(result, 'location');
    if (result?.statusCode !== 202 || location === undefined || request.asynchronousPatternEnabled === false) {
      whole.succeed(call.result);
      return;
    }
    const seconds = Number(header(result, 'retry-after'));
    const wait = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : DEFAULT_HTTP_POLL;
    const { content: _, ...rest } = request;
    const poll = { ...rest, method: 'GET', uri: new URL(location, request.uri).href };
    const timer = decisions.timer(decisions.now + wait, false);
    const id = decisions.takeId();
    timer.whenSettled(() => decisions.activity(HTTP_ACTIVITY, poll, { id }).whenSettled(settleOrPoll));
  };
  decisions.activity(HTTP_ACTIVITY, request).whenSettled(settleOrPoll);
  return whole;
};
