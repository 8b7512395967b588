import { type FunctionInvoker, type HttpData, type Logger, type RegisteredFunction } from '../contracts';
import { describeFailure } from '../core/invoker';
import { type Answer, emptyAnswer } from './answer';
import { type HostRequest, toHttpData } from './request';
import { setCookieText } from './setCookie';

/** Functions whose wish for content negotiation was met by a warning: it is said once of each. */
const unnegotiated = new WeakSet<RegisteredFunction>();

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
  const data = result.returnValue as HttpData;
  if (data.enableContentNegotiation === true && !unnegotiated.has(registered)) {
    unnegotiated.add(registered);
    logger.log('warning', `Function "${registered.name}" asks for content negotiation (enableContentNegotiation), which has no effect on this host: what it answers is sent as it is, whatever the request accepts.`);
  }
  return toAnswer(data);
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
