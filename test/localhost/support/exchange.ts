import { request } from 'node:http';

export interface Exchanged {
  /** The error's code where there was no answer. */
  readonly status: number | string;
  /** By small letters; several of one name are several. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Buffer;
  /** The connection broke within the answer. */
  readonly broken: boolean;
}

/** One request as it stands, on a connection of its own: no path is tidied up, no redirect followed, nothing added but Host. A body that is a list is sent in chunks. */
export const exchange = (port: number, method: string, path: string, { headers = {}, body }: { headers?: Readonly<Record<string, string>>; body?: string | Buffer | readonly (string | Buffer)[] } = {}): Promise<Exchanged> =>
  new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, method, path, agent: false, headers: { ...headers, ...(typeof body === 'string' || Buffer.isBuffer(body) ? { 'content-length': String(Buffer.byteLength(body)) } : {}) } });
    asked.on('error', (error: NodeJS.ErrnoException) => resolve({ status: error.code ?? 'unknown', headers: {}, body: Buffer.alloc(0), broken: true }));
    asked.on('response', (response) => {
      const pieces: Buffer[] = [];
      const end = (broken: boolean): void => resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(Object.entries(response.headersDistinct).map(([name, values = []]) => [name, values])), body: Buffer.concat(pieces), broken });
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => end(false));
      response.on('error', () => end(true));
    });
    if (Array.isArray(body)) for (const piece of body as readonly (string | Buffer)[]) asked.write(piece);
    else if (body !== undefined) asked.write(body);
    asked.end();
  });
