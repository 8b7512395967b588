import { publicRoute } from '../../src/adapters/http/route';
import { theHealth } from '../../src/wiring/theHealth';
import { success } from '../../src/kernel/result';

/** Whether calls are of any use here. Work that is late, held back or given up is no reason to send them away. */
publicRoute({
  name: 'healthReady',
  method: 'GET',
  path: '/nextterm/v1/health/ready',
  handle: async () => {
    const { healthy } = await theHealth();
    return success({ status: healthy ? 200 : 503, body: { status: healthy ? 'ready' : 'notReady' } });
  },
});
