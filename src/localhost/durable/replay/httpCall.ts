import { DEFAULT_HTTP_POLL, HTTP_ACTIVITY, type HttpRequestAction } from '../protocol';
import { type Decisions } from './decisions';
import { Task } from './task';

interface HttpResult {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

const header = (result: HttpResult, name: string): string | undefined => {
  const [, value] = Object.entries(result.headers ?? {}).find(([key]) => key.toLowerCase() === name) ?? [];
  return typeof value === 'string' ? value : value?.[0];
};

/**
 * `callHttp`: a built-in activity, and while it answers 202 with a Location, a timer and a GET of that address. The ids of the timer
 * and of the next call are taken together, as the library does. A 202 without a Location is waited for once and then is the answer.
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
    if (result?.statusCode !== 202 || request.asynchronousPatternEnabled === false) {
      whole.succeed(call.result);
      return;
    }
    const seconds = Number(header(result, 'retry-after'));
    const wait = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : DEFAULT_HTTP_POLL;
    const timer = decisions.timer(decisions.now + wait, false);
    if (location === undefined) {
      timer.whenSettled(() => whole.succeed(call.result));
      return;
    }
    const { content: _, ...rest } = request;
    const poll = { ...rest, method: 'GET', uri: new URL(location, request.uri).href };
    const id = decisions.takeId();
    timer.whenSettled(() => decisions.activity(HTTP_ACTIVITY, poll, { id }).whenSettled(settleOrPoll));
  };
  decisions.activity(HTTP_ACTIVITY, request).whenSettled(settleOrPoll);
  return whole;
};
