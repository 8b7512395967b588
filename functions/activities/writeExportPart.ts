import * as df from 'durable-functions';
import { type Deadline } from '../../src/app/due/deadline';
import { writeExportPart, type ExportProgress } from '../../src/app/export/writeExportPart';
import { theAppIfSet } from '../../src/wiring/wiring';

df.app.activity('writeExportPart', {
  handler: async (due: Deadline): Promise<ExportProgress> => {
    const running = await theAppIfSet();
    return running === undefined ? { status: 'SettingsWrong', lines: 0, parts: 0 } : writeExportPart(running, due);
  },
});
