import { type EventRecord } from '../command/eventRecord';

/** Where events go to whoever works outside the app. */
export interface Bus {
  /** It hands over inside this process: there is none to be up or down. */
  readonly isInside?: true;
  /**
   * Hands over events of one session, in their order; one that was handed over before may come again.
   * @throws BusDown when it cannot be reached; whatever else when it does not take one of them. Some of them may have arrived then.
   */
  send(session: string, records: readonly EventRecord[]): Promise<void>;
}

/** The bus cannot be reached, is too busy or full, or is not set up for this app, as its message says: nothing is wrong with what was to be sent. */
export class BusDown extends Error {
  override readonly name = 'BusDown';
}
