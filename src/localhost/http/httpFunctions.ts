import { type FunctionInvoker, type HttpData, type Logger, type RegisteredFunction } from '../contracts';
import { describeFailure } from '../core/invoker';
import { type Answer, emptyAnswer } from './answer';
import { type HostRequest, toHttpData } from './request';
import { setCookieText } from './setCookie';

/** Runs an HTTP function. A throw, or an answer that cannot be sent, is 500 with an empty body; the details are logged only. */
export async function answerWithFunction(
  invoker: FunctionInvoker,
  logger: Logger,
  registered: RegisteredFunction,
  request: HostRequest,
  params: Readonly<Record<string, string>>,
): Promise<Answer> {
  const result = await invoker.invoke(registered.name, { triggerData: { http: toHttpData(request, params) } });
  if (!result.ok) {
    logger.log('error', describeFailure(registered.name, result.error));
    return emptyAnswer(500);
  }
  if (result.returnValue === null) return emptyAnswer(204);
  return toAnswer(result.returnValue as HttpData);
}

function toAnswer(data: HttpData): Answer {
  const headers: [string, string][] = Object.entries(data.headers ?? {}).map(([name, value]) => [name, value]);
  for (const cookie of data.cookies ?? []) headers.push(['set-cookie', setCookieText(cookie)]);
  return { status: Number(data.statusCode ?? 200), headers, body: bodyBytes(data.body), ofFunction: true };
}

function bodyBytes(body: HttpData['body']): Uint8Array {
  if (body?.bytes) return body.bytes;
  return Buffer.from(body?.string ?? body?.json ?? '');
}
