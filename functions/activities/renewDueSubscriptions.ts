import * as df from 'durable-functions';
import { carryOutDue, NOT_SET, type DueWork } from '../../src/app/due/carryOutDue';
import { theAppIfSet } from '../../src/wiring/wiring';

df.app.activity('renewDueSubscriptions', {
  handler: async (work: DueWork) => {
    const running = await theAppIfSet();
    return running === undefined ? NOT_SET : carryOutDue(running, work);
  },
});
