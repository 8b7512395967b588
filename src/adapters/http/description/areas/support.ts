import { type DescribedArea } from '../operation';
import { collectionOf } from '../schemas/answerSchema';
import { event } from '../schemas/event';
import { decidedRequest, supportRequest } from '../schemas/supportRequest';
import { besideHeaders } from '../sharedHeaders';

export const support: DescribedArea = {
  name: 'Support requests',
  about: 'What a partner asks the operator to undo or to extend.',
  operations: {
    fileSupportRequest: { summary: 'File a support request for a subscription', details: 'To have it ended after its window has closed.', answers: { 201: supportRequest } },
    listSupportRequestsOfSubscription: { summary: 'Support requests of a subscription', answers: { 200: collectionOf(supportRequest) } },
    listSupportRequests: { summary: 'Support requests over all customers', details: "A partner's own; to the operator, everybody's.", answers: { 200: collectionOf(supportRequest) } },
    getSupportRequest: { summary: 'A support request', answers: { 200: supportRequest } },
    listSupportRequestEvents: { summary: 'What happened to a support request', details: 'Who filed it, who decided it, when and why; the oldest first.', answers: { 200: collectionOf(event) } },
    grantSupportRequest: { summary: 'Grant a support request', details: 'The subscription ends at once; `refund` is what is given back.', answers: { 200: decidedRequest }, headers: besideHeaders },
    refuseSupportRequest: { summary: 'Refuse a support request', answers: { 200: decidedRequest } },
  },
};
