import { z } from 'zod';
import { type Clock } from '../../kernel/clock';
import { deleteAsRead, type PartitionStore, type Row } from '../../kernel/partitionStore';
import { instantSchema } from '../../kernel/schemas';
import { withBound } from '../due/withBound';
import { rowReader } from '../unreadable';

/** A partition of the `Directory` table. */
const PARTITION = 'processes';
/** Of one look; the rest comes with the next. */
const MOST_AT_A_TIME = 200;
const AT_ONCE = 8;

const startedSchema = z.object({
  /** `renewal-2026-02-28T00-07` */
  instanceId: z.string(),
  /** `renewal` */
  process: z.string(),
  startedAt: instantSchema,
});

/** A process that was started and is not known to have ended. */
export type StartedProcess = z.infer<typeof startedSchema>;

const startedRows = rowReader('Directory', 'startedProcess', startedSchema);

/** The Durable runtime, as far as one asks it how things are. */
export interface TaskHub {
  /** Whether an instance of that id runs, or is about to. @throws where the runtime does not answer. */
  isLive(instanceId: string): Promise<boolean>;
}

/** Which of the started processes run. */
export interface RunningProcesses {
  readonly items: readonly StartedProcess[];
  /** Whether there may be more: behind those that were looked at, or in rows that cannot be read. */
  readonly more: boolean;
}

/** What a row that cannot be read stands for may run as well. */
const running = (rows: readonly Row[], continuation: string | undefined): RunningProcesses => {
  const { items, unreadable } = startedRows.readable(rows);
  return { items, more: continuation !== undefined || unreadable.length > 0 };
};

/** An id that no process has: whoever asks for it learns whether the runtime answers. */
const NOBODY = 'nobody';

/**
 * Which processes were started and may still run: one row each, from before its start until a sweep finds it ended. The runtime itself is asked for each by its id: its lists come in parts that may be empty although there are more.
 * Those that wait for people (transfers) are not among them: they would run for weeks, and between their steps hold nothing that their rows do not.
 */
export class StartedProcesses {
  /** @param directory the `Directory` table. */
  constructor(private readonly ports: { readonly directory: PartitionStore; readonly clock: Clock }) {}

  /** Before the start; one that is started anew under its id is one row. @throws when the store fails: then it is not started. */
  async note(instanceId: string, process: string): Promise<void> {
    const { directory, clock } = this.ports;
    const started: StartedProcess = { instanceId, process, startedAt: clock.now() };
    await directory.commit(PARTITION, [{ op: 'put', key: instanceId, value: { type: 'startedProcess', ...started } }]);
  }

  /** In order of their ids, two hundred at most. One operation. @throws when the store fails. */
  async list(): Promise<RunningProcesses> {
    const page = await this.ports.directory.list(PARTITION, { limit: MOST_AT_A_TIME });
    return running(page.rows, page.continuation);
  }

  /**
   * Asks the runtime which of them still run, and forgets the others, by their keys, so that one whose row cannot be read goes too. Asks it once where there is none, so that one knows whether it answers.
   * @returns those that run. @throws where the runtime does not answer, or the store fails.
   */
  async settle(hub: TaskHub): Promise<RunningProcesses> {
    const page = await this.ports.directory.list(PARTITION, { limit: MOST_AT_A_TIME });
    if (page.rows.length === 0) await hub.isLive(NOBODY);
    const over = new Set<string>();
    await withBound(AT_ONCE, page.rows, async (row) => {
      if (await hub.isLive(row.key)) return;
      // One that is started anew under its id meanwhile stays.
      if ((await this.ports.directory.commit(PARTITION, [deleteAsRead(row)])).ok) over.add(row.key);
    });
    return running(page.rows.filter(({ key }) => !over.has(key)), page.continuation);
  }
}
