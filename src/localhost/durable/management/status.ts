import { type InstanceRecord } from '../instance';
import { type StatusName } from '../protocol';

/** Seconds precision and a Z, as the extension writes times into a status. */
const seconds = (iso: string): string => `${iso.slice(0, 19)}Z`;

/** The value of a JSON text; a text that is no JSON is shown as it is. */
export const shown = (json: string | null): unknown => {
  if (json === null) return null;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return json;
  }
};

/** An entity counts as running for ever. */
export const statusName = (record: InstanceRecord): StatusName => (record.kind === 'entity' ? 'Running' : record.status);

interface Shown {
  readonly showInput: boolean;
  /** What goes wrong for the instance, in one sentence. */
  readonly warning?: string | undefined;
  readonly historyEvents?: readonly object[] | undefined;
}

/** The published body of a status query; entities in the form of the Azure Storage back end. `input` and `output` are always there, since the library refuses a status without them. */
export const statusBody = (record: InstanceRecord, { showInput, warning, historyEvents }: Shown): object => ({
  ...(record.kind === 'entity' ? ofEntity(record, showInput) : ofOrchestration(record, showInput)),
  ...(warning === undefined ? {} : { localRuntimeWarning: warning }),
  createdTime: seconds(record.createdAt),
  lastUpdatedTime: seconds(record.updatedAt),
  ...(historyEvents === undefined ? {} : { historyEvents }),
});

const ofOrchestration = (record: InstanceRecord & { kind: 'orchestration' }, showInput: boolean): object => ({
  name: record.name,
  ...(record.version !== null && record.version !== '' && { version: record.version }),
  instanceId: record.id,
  ...(record.parent !== null && { parentInstanceId: record.parent.OrchestrationInstance.InstanceId }),
  runtimeStatus: record.status,
  input: showInput ? shown(record.input) : null,
  customStatus: shown(record.customStatus),
  output: shown(record.output),
});

const ofEntity = (record: InstanceRecord & { kind: 'entity' }, showInput: boolean): object => ({
  name: record.id,
  instanceId: record.id,
  runtimeStatus: 'Running',
  input: showInput ? { exists: record.exists, ...(record.exists && { state: record.state }), sorter: {} } : null,
  customStatus: { entityExists: record.exists },
  output: null,
});
