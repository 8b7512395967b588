import * as df from 'durable-functions';
import { carryOutDue } from '../../src/app/due/carryOutDue';
import { NOT_SET, type CarriedOut, type DueWork } from '../../src/app/due/dueWork';
import { theAppIfSet } from '../../src/wiring/wiring';

/** One page of what is due. */
const carryOutPage = async (work: DueWork): Promise<CarriedOut> => {
  const running = await theAppIfSet();
  return running === undefined ? NOT_SET : carryOutDue(running, work);
};

df.app.activity('renewDueSubscriptions', { handler: carryOutPage });
df.app.activity('convertDueTrials', { handler: carryOutPage });
df.app.activity('chargeDueCycles', { handler: carryOutPage });
df.app.activity('announceDueWindows', { handler: carryOutPage });
