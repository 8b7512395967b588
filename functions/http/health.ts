import { publicRoute } from '../../src/adapters/http/route';
import { checkHealth } from '../../src/app/health';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

publicRoute({
  name: 'health',
  method: 'GET',
  path: '/nextterm/v1/health',
  handle: async () => {
    const health = await checkHealth(theApp);
    return success({ status: health.healthy ? 200 : 503, body: health });
  },
});
