/** What a timer knows of itself across restarts; ms since the epoch. */
export interface ScheduleStatus {
  /** Undefined: it never ran. */
  readonly last: number | undefined;
  readonly next: number;
  readonly lastUpdated: number;
}

export interface ScheduleStore {
  load(functionName: string): Promise<ScheduleStatus | undefined>;
  save(functionName: string, status: ScheduleStatus): Promise<void>;
}

export function memoryScheduleStore(): ScheduleStore {
  const statuses = new Map<string, ScheduleStatus>();
  return {
    load: async (name) => statuses.get(name),
    save: async (name, status) => {
      statuses.set(name, status);
    },
  };
}
