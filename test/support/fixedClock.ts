import { type Clock } from '../../src/kernel/clock';
import { instant, type Instant } from '../../src/kernel/instant';

/** A clock that stands until it is moved. Each test holds its own. */
export class FixedClock implements Clock {
  private at: Instant;

  constructor(at: string) {
    this.at = instant(at);
  }

  now(): Instant {
    return this.at;
  }

  moveTo(at: string): void {
    this.at = instant(at);
  }
}
