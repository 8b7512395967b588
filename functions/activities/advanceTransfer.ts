import * as df from 'durable-functions';
import { advanceTransfer } from '../../src/app/transfer/advanceTransfer';
import { theApp } from '../../src/wiring/wiring';
import { type Deadline } from '../../src/app/due/deadline';

df.app.activity('advanceTransfer', { handler: async (due: Deadline) => advanceTransfer(await theApp(), due) });
