import { type DurableEngine } from '../engine';

/** Everything a handler needs. */
export interface Management {
  readonly engine: DurableEngine;
  readonly baseUrl: string;
  readonly taskHub: string;
  /** What the host asks for; the addresses of a start bring it along. */
  readonly systemKey?: string;
}
