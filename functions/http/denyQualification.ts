import { z } from 'zod';
import { anyCall } from '../../src/adapters/http/customerCall';
import { encoding } from '../../src/adapters/http/encoding';
import { qualifiedResource } from '../../src/adapters/http/resources/customerQualification';
import { QualificationSegment } from '../../src/adapters/http/resources/customerRequest';
import { route } from '../../src/adapters/http/route';
import { judgeQualification } from '../../src/app/customer/customerQualifications';
import { theApp } from '../../src/wiring/wiring';
import { denialReasons } from '../../src/domain/parties/customer/qualify';

route({
  name: 'denyQualification',
  method: 'POST',
  path: '/nextterm/v1/customers/{customerId}/qualifications/{qualification}/deny',
  permission: 'operations.manage',
  params: { qualification: QualificationSegment },
  body: z.object({ reason: z.enum(denialReasons) }),
  handle: async ({ params, body, context }) =>
    judgeQualification(await theApp(), anyCall(context), params.customerId, params.qualification, body.reason, encoding(200, qualifiedResource)),
});
