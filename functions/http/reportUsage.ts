import { previewResource } from '../../src/adapters/http/resources/preview';
import { usageOutcomeResource } from '../../src/adapters/http/resources/usage';
import { route } from '../../src/adapters/http/route';
import { usageCaller } from '../../src/adapters/http/usageCaller';
import { reportedLine, usageBody, usageCsv } from '../../src/adapters/http/usageReport';
import { reportUsage } from '../../src/app/usage/reportUsage';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

// Safe to repeat by the ids of its lines rather than by its own: sent again, what was taken answers as duplicate.
route({
  name: 'reportUsage',
  method: 'POST',
  path: '/nextterm/v1/customers/{customerId}/usage',
  permission: 'usage.report',
  body: usageBody,
  csvBody: usageCsv,
  handle: async ({ params: { customerId }, body, context }) => {
    const caller = usageCaller(context);
    if (!caller.ok) return caller;
    const lines = body.reports.map(reportedLine);
    const outcomes = await reportUsage(await theApp(), caller.value, customerId, lines.map((line) => line ?? {}), context.preview);
    if (!outcomes.ok) return outcomes;
    const result = usageOutcomeResource(outcomes.value.map((outcome, index) => {
      const line = lines[index];
      return { reportId: line?.reportId, outcome: line === undefined ? { status: 'refused', problem: 'lineUnreadable' } : outcome };
    }));
    return success({ status: 200, body: context.preview ? previewResource(result, []) : result });
  },
});
