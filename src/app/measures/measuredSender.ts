import { type WebhookSender } from '../webhook/webhookPorts';
import { type Measures } from './measures';

/** The same sender: an endpoint that does not answer, or not with success, is a failure of webhooks. */
export const measuredSender = (inner: WebhookSender, measures: Measures): WebhookSender => ({
  problemOf: (url) => inner.problemOf(url),
  send: async (request) => {
    const answer = await inner.send(request);
    const { attempted } = answer;
    if (attempted.kind === 'unanswered' || attempted.status < 200 || attempted.status > 299) measures.count('nextterm.failures', 1, { part: 'webhook' });
    return answer;
  },
});
