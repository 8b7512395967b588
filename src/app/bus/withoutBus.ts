import { type EventRecord } from '../command/eventRecord';
import { type Consumers } from '../consume/consumers';
import { type Bus } from './bus';

/** Where there is no bus consumers are told in this process, behind the same outbox: what fails waits there and comes again. */
export class WithoutBus implements Bus {
  readonly isInside = true;

  constructor(private readonly consumers: Pick<Consumers, 'takeAll'>) {}

  async send(_session: string, records: readonly EventRecord[]): Promise<void> {
    for (const record of records) await this.consumers.takeAll(record);
  }
}
