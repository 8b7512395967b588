import { z } from 'zod';
import { route } from '../../src/adapters/http/route';
import { agreementDocument } from '../../src/domain/parties/customer/agreementDocument';
import { success } from '../../src/kernel/result';

route({
  name: 'getAgreementDocument',
  method: 'GET',
  path: '/v1/agreementtemplates/{templateId}/document',
  permission: 'agreements.read',
  user: 'required',
  // As it stands: letter case counts.
  params: { templateId: z.string().max(100) },
  query: z.object({ country: z.string().max(10).optional().meta({ description: 'Two capital letters; `US` if absent.' }), language: z.string().max(20).optional().meta({ description: 'A culture, `nl-NL` say; `en-US` if absent, or none of the country.' }) }),
  handle: async ({ params: { templateId }, query: { country, language }, context }) => {
    const asked = { templateId, callId: context.requestId, ...(country && { country }), ...(language && { language }) };
    const document = agreementDocument(asked, context.now);
    return document.ok ? success({ status: 200, body: document.value }) : document;
  },
});
