import { failure, success, type Result } from '../../../kernel/result';

/** What a text can name, by its form alone. */
export type Searched =
  /** A customer, a partner, parked work, or something that partners are told of: a subscription, a transfer. */
  | { readonly by: 'id'; readonly id: string }
  /** Something that partners are told of: an order, or what a charge line or an event is about. */
  | { readonly by: 'subject'; readonly id: string }
  | { readonly by: 'invoice'; readonly id: string }
  /** A customer's domain, or the beginning of a company's name that looks like one. */
  | { readonly by: 'domain'; readonly domain: string }
  /** The beginning of a company's name. */
  | { readonly by: 'name'; readonly startsWith: string };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const ORDER = /^[0-9a-f]{12}$/;
const INVOICE = /^g\d{9}$/;
const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
/** A subject with what follows it in the id of a charge line, `e2a5…|00000003|001`, or of an event, `e2a5…:3`. */
const WITHIN = /^([0-9a-f-]{12,36})(?:\|\d{8}\|\d{3}|:\d{1,8})$/;

/** Fewer characters than this begin too many names. */
const FEWEST_CHARACTERS = 3;

/**
 * What is looked for under a text, without regard to letter case. @returns in words, why no index answers it: whoever asks is told, and nothing is gone through.
 */
export const searchedBy = (text: string): Result<Searched, string> => {
  const asked = text.trim().normalize('NFC').toLowerCase();
  if (GUID.test(asked)) return success({ by: 'id', id: asked });
  if (ORDER.test(asked)) return success({ by: 'subject', id: asked });
  if (INVOICE.test(asked)) return success({ by: 'invoice', id: asked.toUpperCase() });
  const [, within] = WITHIN.exec(asked) ?? [];
  if (within !== undefined) return success({ by: 'subject', id: within });
  if (asked.includes('@')) return failure('mail addresses are in no index: ask by the domain behind the @, or by the beginning of the company’s name');
  if (/[*%?]/.test(asked)) return failure('there are no placeholders: a text finds the names that begin with it');
  if (asked.length < FEWEST_CHARACTERS) return failure(`at least ${FEWEST_CHARACTERS} characters of a name are needed`);
  return success(DOMAIN.test(asked) ? { by: 'domain', domain: asked } : { by: 'name', startsWith: asked });
};
