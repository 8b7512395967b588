import * as df from 'durable-functions';
import { advanceTransfer } from '../../src/app/transfer/advanceTransfer';
import { theApp } from '../../src/app/wiring';
import { type Deadline } from '../../src/deadline/deadline';

df.app.activity('advanceTransfer', { handler: async (due: Deadline) => advanceTransfer(await theApp(), due) });
