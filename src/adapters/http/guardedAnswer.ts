import { type HttpResponseInit } from '@azure/functions';

/** Of a page that names no policy of its own: nothing is loaded, nothing is sent, and nobody shows it inside a page of theirs. */
const PAGE = {
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/**
 * REQ-9: what every answer says to browsers and caches unless it says otherwise: it is of the type it names; nobody keeps it, and of what has a version the caller alone may, if it asks each time whether it still holds. A page says besides what it may do.
 */
export const guarded = (answer: HttpResponseInit): HttpResponseInit => {
  const headers = answer.headers as Record<string, string>;
  return {
    ...answer,
    headers: {
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': headers['ETag'] === undefined ? 'no-store' : 'private, no-cache',
      ...(headers['Content-Type']?.startsWith('text/html') && PAGE),
      ...headers,
    },
  };
};
