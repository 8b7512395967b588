import { dotnetInstant } from './dotnetInstant';
import { type ScheduleStatus } from './scheduleStore';
import { type TimerSchedule } from './timerSchedule';

const NEVER = '0001-01-01T00:00:00+00:00';

/** What a timer function is handed, in the host's spelling. @param status absent for a schedule that is not monitored. */
export function timerInfo({ isInterval }: Pick<TimerSchedule, 'isInterval'>, status: ScheduleStatus | undefined, pastDue: boolean): unknown {
  const toldStatus = status && { Last: status.last === undefined ? NEVER : dotnetInstant(status.last), Next: dotnetInstant(status.next), LastUpdated: status.last === undefined ? NEVER : dotnetInstant(status.lastUpdated) };
  return { Schedule: { AdjustForDST: !isInterval }, ScheduleStatus: toldStatus ?? null, IsPastDue: pastDue };
}
