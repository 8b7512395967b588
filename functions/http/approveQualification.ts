import { anyCall } from '../../src/adapters/http/customerCall';
import { encoding } from '../../src/adapters/http/encoding';
import { qualifiedResource } from '../../src/adapters/http/resources/customerQualification';
import { QualificationSegment } from '../../src/adapters/http/resources/customerRequest';
import { route } from '../../src/adapters/http/route';
import { judgeQualification } from '../../src/app/customer/customerQualifications';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'approveQualification',
  method: 'POST',
  path: '/nextterm/v1/customers/{customerId}/qualifications/{qualification}/approve',
  permission: 'operations.manage',
  params: { qualification: QualificationSegment },
  handle: async ({ params, context }) =>
    judgeQualification(await theApp(), anyCall(context), params.customerId, params.qualification, undefined, encoding(200, qualifiedResource)),
});
