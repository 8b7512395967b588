import { z } from 'zod';
import { encoding } from '../../src/adapters/http/encoding';
import { qualifiedResource } from '../../src/adapters/http/resources/customerQualification';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { askQualification } from '../../src/app/customer/customerQualifications';
import { educationSegments, qualificationNames } from '../../src/domain/parties/customer/state';
import { theApp } from '../../src/wiring/wiring';

const text = z.string().trim().max(200).optional();

// What may be said is for the rule to judge: the contract has another code for it than for a malformed body.
const QualificationBody = z.object({ qualification: z.string().trim().min(1).max(100).meta({ description: `One of ${qualificationNames.join(', ')}.` }), educationSegment: text.meta({ description: `Of Education: one of ${educationSegments.join(', ')}.` }), website: text, validationCode: text });

route({
  name: 'addQualification',
  method: 'POST',
  path: '/v1/customers/{customerId}/qualifications',
  permission: 'customers.manage',
  user: 'required',
  // The code of a GCC customer was a parameter once.
  query: z.object({ code: text.meta({ description: 'What `validationCode` of the body is now.' }) }),
  body: QualificationBody,
  handle: async ({ params, query, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    if (!call.ok) return call;
    const { qualification, educationSegment, website, validationCode = query.code } = body;
    const asked = {
      qualification,
      ...(educationSegment !== undefined && { educationSegment }),
      ...(website !== undefined && { website }),
      ...(validationCode !== undefined && { validationCode }),
    };
    return askQualification(app, call.value, params.customerId, asked, encoding(201, qualifiedResource));
  },
});
