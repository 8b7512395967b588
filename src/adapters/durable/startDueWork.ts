import { OrchestrationRuntimeStatus, type DurableClient } from 'durable-functions';
import { type DueWork } from '../../app/due/carryOutDue';
import { type StartDueWork } from '../../app/due/sweep';

const orchestrations: Record<DueWork['kind'], string> = { renewal: 'renewal', cycle: 'cycleCharge' };

const live: readonly OrchestrationRuntimeStatus[] = [
  OrchestrationRuntimeStatus.Running,
  OrchestrationRuntimeStatus.Pending,
  OrchestrationRuntimeStatus.ContinuedAsNew,
  OrchestrationRuntimeStatus.Suspended,
];

/** `renewal-2026-02-28T00-07`: hour and shard of the index. The same work always has the same id, so two sweeps start it once. */
export const dueWorkInstanceId = ({ kind, partition }: DueWork): string => `${orchestrations[kind]}-${partition.replace('|', '-')}`;

const statusOf = async (client: DurableClient, instanceId: string): Promise<OrchestrationRuntimeStatus | undefined> => {
  try {
    return (await client.getStatus(instanceId)).runtimeStatus;
  } catch {
    // The library reports an unknown instance by throwing; a failing runtime shows when the start below fails too.
    return undefined;
  }
};

/** One that ended is started again: its part of the index holds new work. @throws when the instance cannot be started. */
export const startDueWork =
  (client: DurableClient): StartDueWork =>
  async (work) => {
    const instanceId = dueWorkInstanceId(work);
    const status = await statusOf(client, instanceId);
    if (status !== undefined && live.includes(status)) return;
    await client.startNew(orchestrations[work.kind], { instanceId, input: work });
  };
