import { type Typed, types } from 'rhea';
import { BusError, Condition } from '../engine/busError';
import { type LinkHandler } from './linkHandler';
import { errorFor, accept } from './outcome';
import { type Delivery, type Link, type RequestMessage, type SendingLink } from './rheaInternals';

/** What a request is answered with. `body` goes out as AMQP types it. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export type Serve = (request: RequestMessage) => Promise<Answer>;

const STATUS: Readonly<Partial<Record<Condition, number>>> = {
  [Condition.notFound]: 404,
  [Condition.messageNotFound]: 404,
  [Condition.messageLockLost]: 410,
  [Condition.sessionLockLost]: 410,
  [Condition.sessionCannotBeLocked]: 410,
  [Condition.alreadyExists]: 409,
  [Condition.notAllowed]: 400,
  [Condition.argument]: 400,
  [Condition.decodeError]: 400,
  [Condition.quotaExceeded]: 403,
  [Condition.tooLarge]: 403,
  [Condition.notImplemented]: 501,
  [Condition.serverBusy]: 503,
};

/** The links of one connection on which answers go back. A request names its own. */
export class ReplyLinks {
  readonly #byName = new Map<string, SendingLink>();

  attach(link: SendingLink): LinkHandler {
    link.local.attach.snd_settle_mode = 1;
    link.set_source({ address: link.source?.address });
    link.set_target({ address: link.target?.address });
    this.#byName.set(link.name, link);
    return { link, onClosed: () => this.#byName.delete(link.name) };
  }

  find(name: string | undefined): SendingLink | undefined {
    return name === undefined ? undefined : this.#byName.get(name);
  }
}

/** A link on which a client sends requests: to `$cbs`, or to the `$management` of an entity. */
export class RequestLink implements LinkHandler {
  constructor(
    readonly link: Link,
    private readonly replies: ReplyLinks,
    private readonly serve: Serve,
  ) {
    link.set_source({ address: link.source?.address });
    link.set_target({ address: link.target?.address });
  }

  onMessage(message: Buffer | RequestMessage, delivery: Delivery): void {
    accept(delivery);
    void this.#answer(message as RequestMessage);
  }

  async #answer(request: RequestMessage): Promise<void> {
    let answer: Answer & { readonly condition?: string; readonly description?: string };
    try {
      answer = await this.serve(request);
    } catch (error) {
      const { condition, description } = errorFor(error);
      answer = { status: error instanceof BusError ? (STATUS[error.condition] ?? 500) : 500, condition, description };
    }
    // Whoever has gone meanwhile waits for no answer.
    const reply = this.replies.find(request.reply_to);
    if (!reply?.is_open()) return;
    reply.send({ correlation_id: request.message_id, application_properties: propertiesOf(answer), body: answer.body ?? null });
  }
}

/** Two spellings: the SDK reads one of them or the other, by operation. */
function propertiesOf({ status, condition, description }: { readonly status: number; readonly condition?: string; readonly description?: string }): Record<string, Typed | string> {
  const text = description ?? (status === 202 ? 'Accepted' : 'OK');
  return {
    statusCode: types.wrap_int(status),
    'status-code': types.wrap_int(status),
    statusDescription: text,
    'status-description': text,
    ...(condition !== undefined && { errorCondition: types.wrap_symbol(condition), 'error-condition': types.wrap_symbol(condition) }),
  };
}
