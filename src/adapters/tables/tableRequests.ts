import { type PreparedWrite } from './preparedWrite';

/** What is asked of one table by point, in stored keys. Faults are the SDK's `RestError`, whoever sent the request. */
export interface TableRequests {
  /** The row's columns under the names that the SDK gives them; undefined for a row that is not there. */
  get(partitionKey: string, rowKey: string): Promise<Readonly<Record<string, unknown>> | undefined>;

  /** One write as a plain call, several as an entity group transaction. @returns the new etags by the write's key, of all but deletes. */
  send(partitionKey: string, writes: readonly PreparedWrite[]): Promise<ReadonlyMap<string, string>>;
}
