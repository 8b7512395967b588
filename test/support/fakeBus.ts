import { type Bus, BusDown } from '../../src/app/bus/bus';
import { type EventRecord } from '../../src/app/command/eventRecord';

/** What becomes of one sending: it arrives; it does not; it does and nobody hears of it; it arrives twice; one of its events is refused. */
export type Fate = 'arrives' | 'down' | 'unheard' | 'twice' | 'refused';

/** A bus in memory whose sendings meet what the test says, in their order; they arrive when nothing is said. */
export class FakeBus implements Bus {
  readonly arrived: { readonly session: string; readonly id: string }[] = [];
  tries = 0;
  fates: Fate[] = [];
  /** Refused for good. */
  broken: string | undefined;
  isDown = false;

  async send(session: string, records: readonly EventRecord[]): Promise<void> {
    this.tries += 1;
    const fate = this.isDown ? 'down' : (this.fates.shift() ?? 'arrives');
    if (fate === 'down') throw new BusDown('No bus');
    if (fate === 'refused' || records.some(({ id }) => id === this.broken)) throw new RangeError('Too large');
    for (let times = fate === 'twice' ? 2 : 1; times > 0; times -= 1) this.arrived.push(...records.map(({ id }) => ({ session, id })));
    if (fate === 'unheard') throw new BusDown('No answer');
  }

  /** Ids as whoever knows repeats by their ids sees them. */
  once(): readonly string[] {
    return [...new Set(this.arrived.map(({ id }) => id))];
  }
}
