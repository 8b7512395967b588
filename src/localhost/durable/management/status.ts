import { type OrchestrationRecord } from '../instance';

/** Seconds precision and a Z, as the extension writes times into a status. */
const seconds = (iso: string): string => `${iso.slice(0, 19)}Z`;

const parsed = (json: string | null): unknown => (json === null ? null : (JSON.parse(json) as unknown));

/** The published body of a status query. `input` and `output` are always there, since the library refuses a status without them. */
export const statusBody = (record: OrchestrationRecord, options: { readonly showInput: boolean; readonly historyEvents?: readonly object[] | undefined }): object => ({
  name: record.name,
  ...(record.version !== '' && { version: record.version }),
  instanceId: record.id,
  runtimeStatus: record.status,
  input: options.showInput ? parsed(record.input) : null,
  customStatus: parsed(record.customStatus),
  output: parsed(record.output),
  createdTime: seconds(record.createdAt),
  lastUpdatedTime: seconds(record.updatedAt),
  ...(options.historyEvents === undefined ? {} : { historyEvents: options.historyEvents }),
});
