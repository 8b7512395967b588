import { z } from 'zod';
import { collection } from '../../src/adapters/http/collection';
import { route } from '../../src/adapters/http/route';
import { templatesOfType } from '../../src/domain/parties/customer/agreements';
import { success } from '../../src/kernel/result';

route({
  name: 'listAgreementTemplates',
  method: 'GET',
  path: '/v1/agreements',
  permission: 'agreements.read',
  user: 'required',
  query: z.object({ agreementType: z.string().max(100).optional().meta({ description: '`MicrosoftCustomerAgreement`, `MicrosoftCloudAgreement` (if absent), or `*` for both.' }) }),
  handle: async ({ query }) => success({ status: 200, body: collection(templatesOfType(query.agreementType), '/agreements') }),
});
