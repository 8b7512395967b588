import { app } from '@azure/functions';
import { serveUnmatched } from '../../src/adapters/http/route';

// The host's own endpoints (admin, runtime) and those of the local runtime stay out of reach. The pattern has no end: `.` would stop at a newline.
// TRACE and CONNECT are left out: the library has no request for them, so that the host would answer 500.
app.http('zUnmatched', {
  methods: ['GET', 'POST', 'DELETE', 'HEAD', 'PATCH', 'PUT', 'OPTIONS'],
  route: '{*path:regex(^(?!(admin|runtime|local)\\b))}',
  authLevel: 'anonymous',
  handler: serveUnmatched,
});
