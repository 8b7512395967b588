import * as df from 'durable-functions';
import { carryOutDue, type DueWork } from '../../src/app/due/carryOutDue';
import { theApp } from '../../src/wiring/wiring';

df.app.activity('renewDueSubscriptions', { handler: async (work: DueWork) => carryOutDue(await theApp(), work) });
