import { z } from 'zod';
import { type Partner } from '../../../domain/parties/partner/state';
import { type Instant } from '../../../kernel/instant';
import { type PartitionStore } from '../../../kernel/partitionStore';
import { listCustomers } from '../../customer/customerList';
import { customerRows } from '../../customer/customerBook';
import { customerKey } from '../../command/commerceKeys';
import { holderOfDomain } from '../../customer/domainClaims';
import { withBound } from '../../due/withBound';
import { audienceOf } from '../../event/audience';
import { idKey, idRows, toldRows } from '../../feed/feedRows';
import { standingAt } from '../../feed/sheets';
import { readInvoice } from '../../invoice/invoiceBook';
import { RowUnreadable, type Page, type Readable, type UnreadableRow } from '../../unreadable';
import { parkedOf } from '../parked';
import { type Searched } from './searched';

export interface FindPorts {
  readonly commerce: PartitionStore;
  readonly directory: PartitionStore;
  /** The `Events` table. */
  readonly eventRows: PartitionStore;
  readonly invoices: PartitionStore;
  /** Those that were removed included. */
  readonly allPartners: () => Promise<Readable<Partner>>;
}

/** Something that a text names. */
export interface Match {
  /** `customer`, `partner`, `parked`, or the kind of what partners are told of: `subscription`, `order`, `transfer`, `invoice` … */
  readonly what: string;
  readonly id: string;
  /** Of a customer or partner; absent where its row cannot be read. */
  readonly name?: string;
  readonly domain?: string;
  /** Whose it is; absent: no customer's. */
  readonly customerId?: string;
  /** Tenants of the partners that it concerns. */
  readonly partnerIds: readonly string[];
  /** When the first that is told of it happened. */
  readonly since?: Instant;
}

/** Partners that one page looks at, one or two operations for each. */
const PARTNERS_AT_ONCE = 50;
const readsAtOnce = 8;

const positionSchema = z.object({ after: z.string(), inside: z.string().optional() });
/** Behind which partner the next page begins; `inside`: in the middle of the list of the one after it. */
type Position = z.output<typeof positionSchema>;

const FIRST: Position = { after: '' };

/** A customer as it stands, whoever sells to it. One operation. */
const customerMatch = async ({ commerce }: FindPorts, customerId: string, unreadable: UnreadableRow[]): Promise<Match | undefined> => {
  const row = await commerce.read(customerId, customerKey(customerId));
  if (row === undefined) return undefined;
  const read = customerRows.readable([row]);
  unreadable.push(...read.unreadable);
  const [customer] = read.items;
  return { what: 'customer', id: customerId, customerId, partnerIds: Object.keys(customer?.relationships ?? {}), ...(customer && { name: customer.name, domain: customer.domain, since: customer.createdAt }) };
};

/** By what partners were told of first: of each subject the feed has an event, found by its id. Two operations where there is one, one where there is none. */
const toldMatch = async ({ eventRows }: FindPorts, partnerId: string, subjectId: string, unreadable: UnreadableRow[]): Promise<Match | undefined> => {
  const { rows } = await eventRows.list(partnerId, { prefix: idKey(`${subjectId}:`), limit: 1 });
  const places = idRows.readable(rows);
  unreadable.push(...places.unreadable);
  const [place] = places.items;
  const standing = place && (await standingAt(eventRows, partnerId, place.number));
  const told = toldRows.readable(standing === undefined ? [] : [standing.row]);
  unreadable.push(...told.unreadable);
  const [event] = told.items;
  if (event === undefined) return undefined;
  const { subject, customerId, at } = event;
  return { what: subject.kind, id: subject.id, partnerIds: audienceOf(event), since: at, ...(customerId !== '' && { customerId }) };
};

const invoiceMatch = async ({ invoices }: FindPorts, partnerId: string, id: string, unreadable: UnreadableRow[]): Promise<Match | undefined> => {
  try {
    const invoice = await readInvoice(invoices, partnerId, id);
    return invoice && { what: 'invoice', id, partnerIds: [partnerId], since: invoice.invoiceDate };
  } catch (error) {
    if (!(error instanceof RowUnreadable)) throw error;
    unreadable.push(error.row);
    return { what: 'invoice', id, partnerIds: [partnerId] };
  }
};

/** One of a kind and id is shown once, with all partners that have it; invoices are numbered by each partner. */
const once = (matches: readonly Match[]): readonly Match[] => {
  const shown = new Map<string, Match>();
  for (const match of matches) {
    const key = `${match.what}|${match.id}|${match.what === 'invoice' ? match.partnerIds.join() : ''}`;
    const before = shown.get(key);
    shown.set(key, before === undefined ? match : { ...before, partnerIds: [...new Set([...before.partnerIds, ...match.partnerIds])] });
  }
  return [...shown.values()];
};

/** What is found without going from partner to partner, on the first page. */
const atOnce = async (ports: FindPorts, searched: Searched, partners: readonly Partner[], unreadable: UnreadableRow[]): Promise<readonly Match[]> => {
  if (searched.by === 'domain') {
    const holder = await holderOfDomain(ports, searched.domain);
    const match = holder === undefined ? undefined : await customerMatch(ports, holder, unreadable);
    return match === undefined ? [] : [match];
  }
  if (searched.by !== 'id') return [];
  const customer = await customerMatch(ports, searched.id, unreadable);
  const parked = await parkedOf(ports.directory, searched.id, unreadable);
  return [
    ...(customer === undefined ? [] : [customer]),
    ...partners.filter(({ tenantId }) => tenantId === searched.id).map(({ tenantId: id, name }): Match => ({ what: 'partner', id, name, partnerIds: [id] })),
    ...(parked === undefined ? [] : [{ what: 'parked', id: parked.id, customerId: parked.customerId, partnerIds: [], since: parked.failingSince }]),
  ];
};

/** Names that begin so in the lists of one partner after the other, until the page is full. */
const namesOf = async ({ directory }: FindPorts, startsWith: string, partners: readonly Partner[], position: Position, limit: number, unreadable: UnreadableRow[]): Promise<{ readonly matches: readonly Match[]; readonly next?: Position }> => {
  const matches: Match[] = [];
  let { after, inside } = position;
  for (const { tenantId } of partners.slice(0, PARTNERS_AT_ONCE)) {
    do {
      if (matches.length >= limit) return { matches, next: { after, ...(inside !== undefined && { inside }) } };
      const page = await listCustomers(directory, tenantId, { field: 'CompanyName', startsWith }, limit - matches.length, inside);
      unreadable.push(...(page.unreadable ?? []));
      matches.push(...page.items.map(({ customerId: id, companyName: name, domain }): Match => ({ what: 'customer', id, name, domain, customerId: id, partnerIds: [tenantId] })));
      inside = page.continuation;
    } while (inside !== undefined);
    after = tenantId;
  }
  return { matches, ...(partners.length > PARTNERS_AT_ONCE && { next: { after } }) };
};

const byPartner = async (ports: FindPorts, searched: Searched, partners: readonly Partner[], unreadable: UnreadableRow[]): Promise<{ readonly matches: readonly Match[]; readonly next?: Position }> => {
  const looked = partners.slice(0, PARTNERS_AT_ONCE);
  const found = new Map<string, Match>();
  await withBound(readsAtOnce, looked, async ({ tenantId }) => {
    if (searched.by !== 'id' && searched.by !== 'subject' && searched.by !== 'invoice') return;
    const match = searched.by === 'invoice' ? await invoiceMatch(ports, tenantId, searched.id, unreadable) : await toldMatch(ports, tenantId, searched.id, unreadable);
    if (match !== undefined) found.set(tenantId, match);
  });
  const after = looked.at(-1)?.tenantId;
  return { matches: looked.flatMap(({ tenantId }) => found.get(tenantId) ?? []), ...(partners.length > looked.length && after !== undefined && { next: { after } }) };
};

/**
 * Whatever a text names over all partners, from indexes and point reads alone: customers by their ids and domains, names by the partners' lists, all else by the partners' feeds and invoices, which the daily check keeps. A page looks at fifty
 * partners at most, and may be short, or empty, while there are more. What came to be before its partner had a feed is found once that was rebuilt.
 * @param limit of matches; a domain, or an id that several kinds have, may bring a few more. @throws when the store fails.
 */
export const find = async (ports: FindPorts, searched: Searched, limit: number, continuation: string | undefined): Promise<Page<Match>> => {
  const position = continuation === undefined ? FIRST : positionSchema.parse(JSON.parse(continuation));
  const known = await ports.allPartners();
  const unreadable: UnreadableRow[] = continuation === undefined ? [...known.unreadable] : [];
  const partners = known.items.toSorted((a, b) => (a.tenantId < b.tenantId ? -1 : 1));
  const left = partners.filter(({ tenantId }) => tenantId > position.after);
  const first = continuation === undefined ? await atOnce(ports, searched, partners, unreadable) : [];
  const startsWith = searched.by === 'domain' ? searched.domain : searched.by === 'name' ? searched.startsWith : undefined;
  const { matches, next } = startsWith === undefined ? await byPartner(ports, searched, left, unreadable) : await namesOf(ports, startsWith, left, position, limit, unreadable);
  return { items: once([...first, ...matches]), ...(unreadable.length > 0 && { unreadable }), ...(next !== undefined && { continuation: JSON.stringify(next) }) };
};
