/** Where the API is, without a slash at the end: the console stands one folder below it, under whatever address. */
export const API_BASE = new URL('..', document.baseURI).href.replace(/\/$/, '');
