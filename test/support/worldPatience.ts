import { setImmediate as turn } from 'node:timers/promises';
import { type Patience } from '../../src/app/command/contention';

/** Time that passes only while everybody waits: the pause that ends first ends when nothing else has anything to do, and time has then come as far. */
export class WorldPatience implements Patience {
  private millis = 0;
  private readonly ends: number[] = [];
  private readonly alarms = new Map<() => void, number>();

  elapsed(): number {
    return this.millis;
  }

  async pause(millis: number): Promise<void> {
    const end = this.millis + millis;
    this.ends.push(end);
    do await turn();
    while (Math.min(...this.ends) < end);
    this.ends.splice(this.ends.indexOf(end), 1);
    this.millis = Math.max(this.millis, end);
    for (const [ring, at] of this.alarms) {
      if (at > this.millis) continue;
      this.alarms.delete(ring);
      ring();
    }
  }

  alarm(millis: number, ring: () => void): () => void {
    this.alarms.set(ring, this.millis + millis);
    return () => void this.alarms.delete(ring);
  }

  chance(): number {
    return 0.5;
  }
}
