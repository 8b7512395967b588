import * as df from 'durable-functions';
import { type OrchestrationContext, type Task } from 'durable-functions';
import { type ExportInput, type ExportProgress } from '../../src/app/export/writeExportPart';

/**
 * Writes one export, part after part, with a new history after so many as it was told. Each part is one activity, safe to repeat, and where the next begins is in the export's row. Instance id: `export-{id}`.
 */
df.app.orchestration('exportRun', function* (context: OrchestrationContext): Generator<Task, ExportProgress, ExportProgress> {
  const { due, partsPerHistory } = context.df.getInput<ExportInput>();
  for (let parts = 1; ; parts += 1) {
    const progress: ExportProgress = yield context.df.callActivity('writeExportPart', due);
    const { status, lines, parts: written } = progress;
    context.df.setCustomStatus({ status, lines, parts: written });
    if (progress.status !== 'running') return progress;
    if (parts === partsPerHistory) {
      context.df.continueAsNew({ due, partsPerHistory });
      return progress;
    }
  }
});
