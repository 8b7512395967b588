import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { Problem } from '../problem';
import { send } from '../server';
import { itemsOf } from './pages';

const refusalSchema = z.object({ code: z.number(), description: z.string() });
const throttledSchema = z.object({ message: z.string() });

/** How often a call is made that the server cannot take at the moment. */
const TRIES = 6;
const LONGEST_WAIT_SECONDS = 60;

/** Published links leave the version out; those of our own operations have their whole path. */
const pathOf = (uri: string): string => (/^\/(v1|nextterm|webhooks)\b/.test(uri) ? uri : `/v1${uri}`);

/** As the server says, in whole seconds; where it does not, twice as long each time. */
const waitOf = (response: Response, tries: number): number => {
  const said = response.headers.get('retry-after') ?? '';
  return Math.min(/^\d+$/.test(said) ? Number(said) : 2 ** tries, LONGEST_WAIT_SECONDS);
};

export interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal, with what the command line says of it. */
export class Refused extends Problem {
  constructor(
    readonly status: number,
    readonly code: number | undefined,
    readonly description: string,
  ) {
    super(`${description}${code === undefined ? '' : ` (${status} / ${code})`}`);
  }
}

const refusalOf = (status: number, text: string): Refused => {
  try {
    const body: unknown = JSON.parse(text);
    const refusal = refusalSchema.safeParse(body);
    if (refusal.success) return new Refused(status, refusal.data.code, refusal.data.description);
    const throttled = throttledSchema.safeParse(body);
    if (throttled.success) return new Refused(status, undefined, throttled.data.message);
  } catch {
    // What answers is not the API: told as it stands.
  }
  return new Refused(status, undefined, `It was refused with ${status}: ${text.slice(0, 300)}`);
};

/** Of an answer: how many rows it is short of, since nobody can read them. */
const UNREADABLE = 'NextTerm-Unreadable';

/** One caller's calls of one server. What the server cannot take at the moment (429, 503) is sent again when it says so. */
export class RemoteApi {
  /** How many rows the answers so far were short of. */
  unreadable = 0;

  constructor(
    readonly server: string,
    private readonly token: string,
    private readonly wait: (seconds: number) => Promise<unknown> = (seconds) => pause(seconds * 1_000),
  ) {}

  /** @returns the answer of a call that was not refused. @throws Refused; Problem where nothing answers. */
  async response(path: string, { method = 'GET', body, headers = {} }: Asked = {}): Promise<Response> {
    const init = {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    for (let tries = 1; ; tries += 1) {
      const response = await send(`${this.server}${path}`, init);
      if (response.ok) {
        this.unreadable += Number(response.headers.get(UNREADABLE) ?? 0);
        return response;
      }
      const text = await response.text();
      if (![429, 503].includes(response.status) || tries === TRIES) {
        if (response.status === 401) throw new Refused(401, undefined, `${this.server} does not take the token: sign in again (nextterm login), or set NEXTTERM_TOKEN anew. ${text.slice(0, 300)}`);
        throw refusalOf(response.status, text);
      }
      await this.wait(waitOf(response, tries));
    }
  }

  /** The JSON of an answer. @throws Refused; Problem where nothing answers, or what answers is not what the schema says. */
  async json<S extends z.ZodType>(path: string, schema: S, asked?: Asked): Promise<z.output<S>> {
    return this.known(path, schema.safeParse(await (await this.response(path, asked)).json()));
  }

  private known<T>(path: string, parsed: z.ZodSafeParseResult<T>): T {
    if (parsed.success) return parsed.data;
    throw new Problem(`${this.server}${path.split('?')[0]} answers in another form than this command knows; is it another version? ${z.prettifyError(parsed.error)}`);
  }

  /** The items of a list, page by page, to its end. @throws as `json`. */
  async *items<S extends z.ZodType>(path: string, schema: S): AsyncGenerator<z.output<S>, void> {
    for await (const item of itemsOf(path, (uri, headers) => this.json(pathOf(uri), z.unknown(), { headers }))) yield this.known(path, schema.safeParse(item));
  }

  /** All of them at once, for lists of which a person reads every line. */
  async all<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>[]> {
    const all: z.output<S>[] = [];
    for await (const item of this.items(path, schema)) all.push(item);
    return all;
  }
}
