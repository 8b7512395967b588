import * as df from 'durable-functions';
import { type Task } from 'durable-functions';
import { type Advanced, type TransferInput } from '../../src/app/transfer/advanceTransfer';
import { type Deadline } from '../../src/app/due/deadline';

const waiting: readonly Advanced[] = ['Pending', 'InProgress', 'SetAside', 'SettingsWrong', 'Paused'];

/**
 * One transfer, from its request to its end: waits for what the partners answer, or for its expiry, which the deadline index raises; each is an activity that looks at the transfer's row and is safe to
 * repeat. Instance id: `transfer-{id}`. Holds nothing that the row does not: started anew it goes on from there. What it is told while it turns to a new history, after so many steps as it was started
 * with, may be lost: the sweep tells it again.
 */
df.app.orchestration('transferApproval', function* (context): Generator<Task, Advanced, never> {
  const { stepsPerHistory, ...asked } = context.df.getInput<TransferInput>();
  let due: Deadline = asked;
  for (let steps = 1; ; steps += 1) {
    const status: Advanced = yield context.df.callActivity('advanceTransfer', due);
    context.df.setCustomStatus(status);
    if (!waiting.includes(status)) return status;
    due = yield context.df.waitForExternalEvent('due');
    if (steps === stepsPerHistory) {
      context.df.continueAsNew({ ...due, stepsPerHistory });
      return status;
    }
  }
});
