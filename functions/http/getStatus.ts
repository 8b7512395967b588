import { orchestrationVersion } from '../../src/adapters/durable/orchestrationVersion';
import { version } from '../../src/adapters/http/description/served/version';
import { figuresResource, sweepResource } from '../../src/adapters/http/resources/sweep';
import { route } from '../../src/adapters/http/route';
import { sweepStanding } from '../../src/app/operations/sweepStanding';
import { schemaVersion } from '../../src/app/schema/schemaVersions';
import { policyAt } from '../../src/domain/policy/policy';
import { theHealth } from '../../src/wiring/theHealth';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** The operator's: how the installation is, with what nobody else is to know of it. */
route({
  name: 'getStatus',
  method: 'GET',
  path: '/nextterm/v1/operations/status',
  permission: 'operations.manage',
  handle: async () => {
    const app = await theApp();
    const [{ status, parts }, standing] = await Promise.all([theHealth(), sweepStanding(app)]);
    const versions = { app: version(), node: process.versions.node, policy: policyAt(app.policies, standing.now).name, orchestrations: orchestrationVersion(), rows: schemaVersion };
    return success({ status: 200, body: { status, parts, sweep: sweepResource(standing), ...(standing.figures && { figures: figuresResource(standing.figures) }), versions, attributes: { objectType: 'InstallationStatus' } } });
  },
});
