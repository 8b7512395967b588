import * as df from 'durable-functions';
import { type OrchestrationContext, type Task } from 'durable-functions';
import { type CarriedOut, type DueWork } from '../../src/app/due/carryOutDue';

/** Page after page, until nothing of this kind is due in this part of the index. Each page is one activity, safe to repeat. */
function* carryOutAll(context: OrchestrationContext, activity: string): Generator<Task, CarriedOut, CarriedOut> {
  const work = context.df.getInput<DueWork>();
  let total: CarriedOut = { completed: 0, setApart: 0, more: false };
  do {
    const page: CarriedOut = yield context.df.callActivity(activity, work);
    total = { completed: total.completed + page.completed, setApart: total.setApart + page.setApart, more: page.more, ...(page.notDone && { notDone: page.notDone }) };
    context.df.setCustomStatus(total);
  } while (total.more);
  return total;
}

/** Renews, or lets expire, what reached the end of its term; takes what ended from stage to stage. Instance id: `renewal-{hour}-{shard}`. */
df.app.orchestration('renewal', (context) => carryOutAll(context, 'renewDueSubscriptions'));

/** Charges the next cycle inside a running term. Instance id: `cycleCharge-{hour}-{shard}`. */
df.app.orchestration('cycleCharge', (context) => carryOutAll(context, 'chargeDueCycles'));
