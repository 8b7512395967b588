import { promisify } from 'node:util';
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- asked for a whole text at once, it hands out a promise and no emitter
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type HttpResponseInit } from '@azure/functions';
import { varying } from './varying';

/** Characters. What is shorter goes out in one round trip all the same. */
const LEAST = 8192;

/** The quickest of each: better ones take two to seven times as long for a twentieth less. */
const CODINGS = {
  br: (body: string | Uint8Array): Promise<Uint8Array> => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  gzip: (body: string | Uint8Array): Promise<Uint8Array> => promisify(gzip)(body, { level: 1 }),
} as const;
type Coding = keyof typeof CODINGS;

const COMPRESSIBLE = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|x-ndjson|xml|yaml|javascript)\b|image\/svg\+xml)/i;

const qualities = (header: string): ReadonlyMap<string, number> =>
  new Map(
    header
      .toLowerCase()
      .split(',')
      .map((part) => part.replaceAll(/\s/g, '').split(';'))
      .map(([name = '', ...parameters]) => {
        const text = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
        const quality = text === undefined ? 1 : Number(text);
        return [name === 'x-gzip' ? 'gzip' : name, quality > 0 && quality <= 1 ? quality : 0];
      }),
  );

/**
 * How an answer is wanted: whichever of Brotli and gzip the header likes better, Brotli of equals; none where it names neither, forbids them (`q=0`), or likes it better as it is.
 * Source: RFC 9110, 12.5.3.
 */
export const wantedCoding = (header: string): Coding | undefined => {
  const asked = qualities(header);
  const of = (coding: string): number => asked.get(coding) ?? asked.get('*') ?? 0;
  const best: Coding = of('br') >= of('gzip') ? 'br' : 'gzip';
  return of(best) > 0 && of(best) >= (asked.get('identity') ?? 0) ? best : undefined;
};

/**
 * REQ-9: a long text is compressed where `Accept-Encoding` asks for it; it is the same answer, so its `ETag` becomes a weak one. Files that are compressed already, and what is no text, go out as they are.
 */
export const compressed = async (answer: HttpResponseInit, sent: { get(name: string): string | null }): Promise<HttpResponseInit> => {
  const { body } = answer;
  const headers = answer.headers as Record<string, string>;
  if (!(typeof body === 'string' || body instanceof Uint8Array) || body.length < LEAST) return answer;
  if (headers['Content-Encoding'] !== undefined || !COMPRESSIBLE.test(headers['Content-Type'] ?? '')) return answer;
  const varied = { ...headers, Vary: varying(headers['Vary'], 'Accept-Encoding') };
  const coding = wantedCoding(sent.get('Accept-Encoding') ?? '');
  if (coding === undefined) return { ...answer, headers: varied };
  const { ETag: tag } = headers;
  return { ...answer, headers: { ...varied, ...(tag !== undefined && { ETag: `W/${tag}` }), 'Content-Encoding': coding }, body: await CODINGS[coding](body) };
};
