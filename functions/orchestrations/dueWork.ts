import * as df from 'durable-functions';
import { type OrchestrationContext, type Task } from 'durable-functions';
import { type CarriedOut, type ProcessInput } from '../../src/app/due/dueWork';

/** Page after page, until nothing of this kind is due in this part of the index; with a new history after so many pages as it was told. Each page is one activity, safe to repeat. */
function* carryOutAll(context: OrchestrationContext, activity: string): Generator<Task, CarriedOut, CarriedOut> {
  const { partition, kind, pagesPerHistory, soFar, traceparent } = context.df.getInput<ProcessInput>();
  const work = { partition, kind, ...(traceparent !== undefined && { traceparent }) };
  let total: CarriedOut = soFar ?? { completed: 0, setApart: 0, more: true };
  // A new history begins without what the one before showed.
  if (soFar !== undefined) context.df.setCustomStatus(soFar);
  for (let pages = 1; total.more; pages += 1) {
    const page: CarriedOut = yield context.df.callActivity(activity, work);
    total = { completed: total.completed + page.completed, setApart: total.setApart + page.setApart, more: page.more, ...(page.notDone && { notDone: page.notDone }) };
    context.df.setCustomStatus(total);
    if (total.more && pages === pagesPerHistory) {
      context.df.continueAsNew({ ...work, pagesPerHistory, soFar: total });
      return total;
    }
  }
  return total;
}

/** Renews, or lets expire, what reached the end of its term; takes what ended from stage to stage. Instance id: `renewal-{hour}-{shard}`. */
df.app.orchestration('renewal', (context) => carryOutAll(context, 'renewDueSubscriptions'));

/** Turns trials that are over into what is paid for, or lets them end. Instance id: `trialConversion-{hour}-{shard}`. */
df.app.orchestration('trialConversion', (context) => carryOutAll(context, 'convertDueTrials'));

/** Charges the next cycle inside a running term. Instance id: `cycleCharge-{hour}-{shard}`. */
df.app.orchestration('cycleCharge', (context) => carryOutAll(context, 'chargeDueCycles'));

/** Announces windows that are about to close, and those that have closed. Instance id: `cancellationWindow-{hour}-{shard}`. */
df.app.orchestration('cancellationWindow', (context) => carryOutAll(context, 'announceDueWindows'));
