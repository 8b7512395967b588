import { urlProblem } from '../../src/domain/webhook/acceptableUrl';
import { type Attempted } from '../../src/domain/webhook/retry';
import { type WebhookRequest, type WebhookSender } from '../../src/app/webhook/webhookPorts';

export interface Received extends WebhookRequest {
  readonly id: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** What answers deliveries in tests: 200 to all, until it is told otherwise. */
export class FakeReceiver implements WebhookSender {
  readonly received: Received[] = [];
  answers: (request: Received) => Attempted | Promise<Attempted> = () => ({ kind: 'answered', status: 200 });

  problemOf(url: string): string | undefined {
    return urlProblem(url, false);
  }

  async send(request: WebhookRequest) {
    const json = JSON.parse(request.body) as Received['json'];
    const received = { ...request, json, id: request.headers['webhook-id'] ?? '' };
    this.received.push(received);
    const attempted = await this.answers(received);
    return { attempted, text: attempted.kind === 'answered' ? `said ${attempted.status}` : '', durationMs: 12 };
  }

  /** Ids in the order they came in, at one address. */
  idsAt(url: string): string[] {
    return this.received.filter((each) => each.url === url).map(({ id }) => id);
  }
}
