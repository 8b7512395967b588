import { publishedName } from './publishedNames';
import { type Endpoint, type Hearable } from './state';

/** `subscription.SeatsAdded`: what it happened to, and what. One for each fact of the change, each once. */
export const eventTypesOf = ({ subject, facts }: Pick<Hearable, 'subject' | 'facts'>): readonly string[] => [...new Set(facts.map(({ type }) => `${subject.kind}.${type}`))];

/** `*`, `subscription.*`, `*.SeatsAdded`, `subscription.SeatsAdded`: each half is a name or a star. */
export const PATTERN = /^(\*|(\*|[a-z][A-Za-z]*)\.(\*|[A-Z][A-Za-z]*))$/;

/** Whether a pattern is for such events. @param type as {@link eventTypesOf} writes it. */
export const fits = (pattern: string, type: string): boolean => {
  if (pattern === '*') return true;
  const [subject, fact] = pattern.split('.');
  const [ofSubject, ofFact] = type.split('.');
  return (subject === '*' || subject === ofSubject) && (fact === '*' || fact === ofFact);
};

const isAllowed = (allowed: readonly string[], value: string | undefined): boolean => allowed.length === 0 || (value !== undefined && allowed.includes(value));

/**
 * WHK-1: whether an endpoint hears of a change: it is of a partner whom the change concerns, one of its patterns fits one of the facts (or, of the published form, it names what the contract calls it), and the
 * change is about a customer and a product it is restricted to, where it is. What is about no customer, or no product, is not heard by who asks for some.
 */
export const hears = (endpoint: Endpoint, event: Hearable): boolean => {
  if (endpoint.unsubscribedAt !== undefined || !event.partnerIds.includes(endpoint.partnerId)) return false;
  if (endpoint.form === 'published') {
    const name = publishedName(event);
    return name !== undefined && endpoint.events.includes(name);
  }
  const types = eventTypesOf(event);
  return endpoint.events.some((pattern) => types.some((type) => fits(pattern, type))) && isAllowed(endpoint.customers, event.customerId) && isAllowed(endpoint.products, event.productId);
};
