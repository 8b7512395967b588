import { BlobServiceClient, RestError } from '@azure/storage-blob';
import { z } from 'zod';
import { type ScheduleStore } from './scheduleStore';

const NEVER = '0001-01-01T00:00:00.0000000';
/** The storage is a process of this machine, which answers or is gone: with the library's own patience, a stop without it would take most of a minute. */
const patience = { maxTries: 3, retryDelayInMs: 100, maxRetryDelayInMs: 400 };
const instant = z.string().transform((text) => (text === NEVER ? undefined : Date.parse(text)));
const Status = z.object({ Last: instant, Next: z.iso.datetime(), LastUpdated: z.iso.datetime() });

/**
 * Keeps schedules where the Azure host does: container `azure-webjobs-hosts`, blob `timers/{host}/Host.Functions.{function}/status`.
 * Errors: storage that cannot be reached; a status that is not one (delete the blob to start anew).
 */
export function blobScheduleStore(connectionString: string): ScheduleStore {
  const container = BlobServiceClient.fromConnectionString(connectionString, { retryOptions: patience }).getContainerClient('azure-webjobs-hosts');
  const blob = (name: string) => container.getBlockBlobClient(`timers/localhost/Host.Functions.${name}/status`);
  let created: Promise<unknown> | undefined;
  const create = async (): Promise<void> => {
    created ??= container.createIfNotExists();
    try {
      await created;
    } catch (error) {
      // Storage that was away is asked again, with the next schedule.
      created = undefined;
      throw error;
    }
  };
  return {
    load: async (name) => {
      try {
        const content = await blob(name).downloadToBuffer();
        const { Last, Next, LastUpdated } = Status.parse(JSON.parse(content.toString('utf8')));
        return { last: Last, next: Date.parse(Next), lastUpdated: Date.parse(LastUpdated) };
      } catch (error) {
        if (error instanceof RestError && error.statusCode === 404) return undefined;
        throw error;
      }
    },
    save: async (name, { last, next, lastUpdated }) => {
      await create();
      const iso = (at: number): string => new Date(at).toISOString();
      const content = JSON.stringify({ Last: last === undefined ? NEVER : iso(last), Next: iso(next), LastUpdated: iso(lastUpdated) });
      await blob(name).upload(content, Buffer.byteLength(content));
    },
  };
}
