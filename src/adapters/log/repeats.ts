import { type Log } from '../../app/log';

const WINDOW_MS = 60_000;
/** Beyond that the oldest is forgotten, its count written first. */
const MOST_CAUSES = 500;

interface Counted {
  readonly since: number;
  readonly again: number;
  readonly write: (message: string) => void;
  readonly message: string;
}

/** What stays of a text when it names other ids, numbers and facts: two texts of one cause come out equal. */
const shape = (text: string): string =>
  text
    .replace(/ \{".*\}$/s, '')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '#')
    .replace(/\d+/g, '#');

const causeOf = (cause: unknown): string => (cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause));

/**
 * Writes one cause once a minute with its count: a fault that meets every request fills no log and no disk. The first is written at once; those that follow within
 * a minute are counted and written as one, by whatever is written next or by `flush`.
 */
export class Repeats {
  readonly #counted = new Map<string, Counted>();
  readonly #elapsed: () => number;

  /** @param elapsed milliseconds of real time since any fixed moment. */
  constructor(elapsed: () => number) {
    this.#elapsed = elapsed;
  }

  /** @returns a log that keeps its warnings and errors apart by cause. What `info` says is never left out. */
  over(log: Log): Log {
    return {
      info: (message) => log.info(message),
      warn: (message, cause) => this.#take(`warn ${shape(message)} ${shape(causeOf(cause))}`, message, () => log.warn(message, cause), (text) => log.warn(text)),
      error: (message, cause) => this.#take(`error ${shape(message)} ${shape(causeOf(cause))}`, message, () => log.error(message, cause), (text) => log.error(text)),
    };
  }

  /** Writes the counts whose minute is over. */
  flush(): void {
    for (const [key, counted] of this.#counted) if (this.#elapsed() - counted.since >= WINDOW_MS) this.#end(key, counted);
  }

  #take(key: string, message: string, first: () => void, write: (message: string) => void): void {
    this.flush();
    const counted = this.#counted.get(key);
    if (counted !== undefined) {
      this.#counted.set(key, { ...counted, again: counted.again + 1, message, write });
      return;
    }
    const [oldest] = this.#counted;
    if (oldest !== undefined && this.#counted.size >= MOST_CAUSES) this.#end(...oldest);
    this.#counted.set(key, { since: this.#elapsed(), again: 0, write, message });
    first();
  }

  #end(key: string, { again, write, message }: Counted): void {
    this.#counted.delete(key);
    if (again > 0) write(`${message} (and ${again} more like it within a minute, this the last)`);
  }
}
