import { type ScheduleStore } from './scheduleStore';
import { type TimerHints } from './timerHints';
import { TimerListener } from './timerListener';
import { type TriggerExtension } from './triggerListener';

/** Timers, with their schedules kept in `store`. */
export const timerTrigger = (store: ScheduleStore, hints: TimerHints): TriggerExtension => ({
  triggerType: 'timerTrigger',
  listen: (registered, context) => new TimerListener(registered, context, store, hints),
});
