import { publicRoute } from '../../src/adapters/http/route';
import { success } from '../../src/kernel/result';

/** That the process answers. Nothing is asked for it: a process that is started anew brings no storage back. */
publicRoute({ name: 'healthLive', method: 'GET', path: '/nextterm/v1/health/live', handle: async () => success({ status: 200, body: { status: 'live' } }) });
