import { type Clock } from '../../../../src/kernel/clock';
import { instantFromMillis, toMillis, type Instant } from '../../../../src/kernel/instant';

/** The clock of one host: as that of the installation, but where it was set apart. */
export class HostClock implements Clock {
  private millisAhead = 0;
  private stoppedAt: Instant | undefined;

  constructor(private readonly right: Clock) {}

  now(): Instant {
    const at = this.stoppedAt ?? this.right.now();
    return this.millisAhead === 0 ? at : instantFromMillis(toMillis(at) + this.millisAhead);
  }

  /** It is ahead by so much from now on; behind, if that is negative. */
  jump(millis: number): void {
    this.millisAhead = millis;
  }

  /** It goes on no more. */
  stand(): void {
    this.stoppedAt = this.now();
    this.millisAhead = 0;
  }

  /** It is right again. */
  setRight(): void {
    [this.stoppedAt, this.millisAhead] = [undefined, 0];
  }
}
