import { plusMinutes, type Instant } from '../../kernel/instant';

/** How many are known one by one. */
const MOST_KNOWN = 1000;
/** Longer than what waits is left alone before it is tried again. */
const TRIED_AGAIN_WITHIN_MINUTES = 20;

interface Waiting {
  /** When it came to be. */
  readonly at: Instant;
  /** When it could not be handed over, last. */
  readonly failedAt: Instant;
}

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);
const later = (a: Instant, b: Instant): Instant => (a < b ? b : a);

/**
 * What a process knows of events that could not be handed over: a thousand of them one by one, and how old the oldest of the others is. What did not fail anew although the bus could be reached for longer than anything waits between two tries was
 * handed over, by this process or another.
 */
export class WaitingEvents {
  private readonly known = new Map<string, Waiting>();
  private others: Waiting | undefined;

  /** One could not be handed over. @param at when it came to be. */
  failed(id: string, at: Instant, now: Instant): void {
    if (this.known.has(id) || this.known.size < MOST_KNOWN) this.known.set(id, { at, failedAt: now });
    else this.others = { at: earlier(at, this.others?.at ?? at), failedAt: now };
  }

  handedOver(id: string): void {
    this.known.delete(id);
  }

  /** When the oldest came to be; undefined: none waits. @param upSince since when the bus can be reached; absent: it cannot. */
  oldest(now: Instant, upSince: Instant | undefined): Instant | undefined {
    const isOver = ({ failedAt }: Waiting): boolean => upSince !== undefined && now >= plusMinutes(later(failedAt, upSince), TRIED_AGAIN_WITHIN_MINUTES);
    for (const [id, waiting] of this.known) if (isOver(waiting)) this.known.delete(id);
    if (this.others !== undefined && isOver(this.others)) this.others = undefined;
    let oldest = this.others?.at;
    for (const { at } of this.known.values()) oldest = earlier(at, oldest ?? at);
    return oldest;
  }
}
