import { type Exchange, type Happened } from '../engine/check';
import { type Call } from '../engine/client';
import { type Onlooker } from '../engine/runLife';
import { type World } from '../engine/world';
import { ShortNames } from './shortNames';

const MOST_SHOWN = 700;

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
const cut = (text: string): string => (text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}… (${text.length} characters)`);
const word = (text: string): string => text.replace(/[^A-Za-z0-9]+/g, '').replace(/^\d/, '_$&');
/** Names of partners and customers stand beside those of carts and subscriptions. */
const nameOf = (text: string): string => word(text.split(' ')[0] ?? '').replace(/^[A-Z]/, (letter) => letter.toLowerCase());

/** `cart` for what a call of `…/carts` answers. */
const nounOf = (path: string): string => [...(path.split('?')[0] ?? '').split('/')].toReversed().find((part) => /^[a-z]+s$/i.test(part))?.replace(/s$/, '') ?? 'id';

/** Writes down a life so that somebody can read it: who asked what, as commands of a shell; what was answered; what went wrong, and what fell due. */
export class Teller implements Onlooker {
  readonly name = 'the story';
  private readonly lines: string[] = [];
  private readonly names: ShortNames;
  private readonly tenants: ReadonlyMap<string, string>;
  private step: string | undefined;

  constructor({ partners, customers }: World) {
    const resellers = partners.flatMap((partner) => [{ id: partner.tenantId, name: partner.name }]);
    this.names = new ShortNames(new Map([...resellers, ...customers].map(({ id, name }) => [id, nameOf(name)])));
    this.tenants = new Map(partners.map(({ tenantId, name }) => [tenantId, name]));
  }

  begins(step: number, name: string): void {
    this.step = `step ${step}: ${name}`;
  }

  after(happened: Happened): void {
    const { at, exchanges, faults, published, logged, together } = happened;
    const happenedFacts = published.map(({ subject, facts }) => `  ${facts.map(({ type }) => type).join(', ')} of ${subject.kind} ${this.names.in(subject.id, subject.kind)}`);
    const met = faults.map(({ what, work }) => `  ! ${what}, met by ${this.names.in(work)}`);
    const said = logged.map(({ message, cause }) => `  ! logged: ${this.names.in(message)}${cause instanceof Error ? ` ${this.names.in(cause.message)}` : ''}`);
    if (exchanges.length + happenedFacts.length + met.length + said.length === 0) return;
    if (this.step !== undefined) this.lines.push('', `── ${this.step}`);
    this.step = undefined;
    const asked = exchanges.flatMap((exchange) => this.asked(exchange));
    this.lines.push(`${at}${together === undefined ? '' : ', at the same moment'}${exchanges.length === 0 ? ', the sweep' : ''}`, ...asked, ...met, ...said, ...happenedFacts);
  }

  /** All of it. @param heading above. @param end what does not hold, or that all did. */
  text(heading: string, end: string): string {
    const story = [heading, ...this.lines, '', this.names.in(end)].join('\n');
    return `${story}\n\nIds:\n${this.names.legend(story)}\n`;
  }

  private asked({ call, reply, attempts }: Exchange): readonly string[] {
    const answer = reply.text === '' ? '' : ` ${cut(this.names.in(reply.text, nounOf(call.path)))}`;
    return [`  ${this.curl(call)}`, `  → ${reply.status}${answer}${attempts === 1 ? '' : ` (sent ${attempts} times)`}`];
  }

  private curl({ method, path, body, headers, caller }: Call): string {
    const shown = Object.entries(headers).map(([name, value]) => ` -H "${name}: ${this.names.in(value, 'request')}"`).join('');
    const sent = body === undefined ? '' : ` -H 'Content-Type: application/json' -d ${this.names.in(quoted(JSON.stringify(body)), nounOf(path), (name) => `'$${name}'`)}`;
    const who = `${caller.displayName ?? caller.userId} of ${this.tenants.get(caller.tenantId) ?? caller.kind}`;
    return `curl -g -X ${method} "$base${this.names.in(path)}" -H "Authorization: Bearer $token"${shown}${sent}   # as ${who}`;
  }
}
