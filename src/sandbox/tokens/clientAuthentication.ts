/** What a client says of itself: an id, and a proof that nobody checks. */
export interface ClientSaid {
  readonly clientId: string | null;
  readonly hasSecret: boolean;
}

const formDecoded = (text: string): string => new URLSearchParams(`text=${text.replaceAll('&', '%26')}`).get('text') ?? '';

/** RFC 6749 §2.3.1: id and secret as a form would encode them, in a Basic header. */
const basicOf = (authorization: string | undefined): { readonly id: string; readonly secret: string } | undefined => {
  const encoded = /^Basic +([A-Za-z0-9+/=]+)\s*$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  return { id: formDecoded(text.slice(0, colon)), secret: formDecoded(text.slice(colon + 1)) };
};

/** The client of a token request, from its form or its Basic header. */
export const clientOf = (form: URLSearchParams, authorization?: string): ClientSaid => {
  const basic = basicOf(authorization);
  const id = form.get('client_id') || basic?.id;
  return { clientId: id === undefined || id === '' ? null : id, hasSecret: Boolean(form.get('client_secret') || form.get('client_assertion') || basic?.secret) };
};
