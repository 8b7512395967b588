import { type Instant } from '../../../../src/kernel/instant';
import { type Happened } from '../../engine/check';

/** What may be late in a life, and why. */
export class Lateness {
  private lastFault: Instant | undefined;
  private lateSince: Instant | undefined;

  follow({ at, isFaulty, lateSince }: Happened): void {
    if (isFaulty) this.lastFault = at;
    this.lateSince = lateSince;
  }

  /** Whether what was due at an instant may be late: it fell due while something was amiss, or an attempt at it may have failed, which sets it apart for a while. */
  mayBeLate(dueAt: Instant): boolean {
    return (this.lateSince !== undefined && dueAt >= this.lateSince) || (this.lastFault !== undefined && this.lastFault >= dueAt);
  }
}
