import * as df from 'durable-functions';
import { advanceTransfer, type Advanced } from '../../src/app/transfer/advanceTransfer';
import { theAppIfSet } from '../../src/wiring/wiring';
import { type Deadline } from '../../src/app/due/deadline';

df.app.activity('advanceTransfer', {
  handler: async (due: Deadline): Promise<Advanced> => {
    const running = await theAppIfSet();
    return running === undefined ? 'SettingsWrong' : advanceTransfer(running, due);
  },
});
