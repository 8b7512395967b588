import { publicRoute } from '../../src/adapters/http/route';
import { theHealth } from '../../src/wiring/theHealth';
import { success } from '../../src/kernel/result';

publicRoute({
  name: 'health',
  method: 'GET',
  path: '/nextterm/v1/health',
  handle: async () => {
    const health = await theHealth();
    return success({ status: health.healthy ? 200 : 503, body: health });
  },
});
