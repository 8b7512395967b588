const PLACES: readonly (readonly [RegExp, string])[] = [
  [/^\/v1\/customers\/([^/]+)\/subscriptions\/([^/]+)$/, '/customers/$1/subscriptions/$2'],
  [/^\/v1\/customers\/([^/]+)\/orders\/([^/]+)$/, '/customers/$1/orders/$2'],
  [/^\/v1\/customers\/([^/]+)\/transfers\/([^/]+)$/, '/customers/$1/transfers/$2'],
  [/^\/v1\/customers\/([^/]+)$/, '/customers/$1'],
  [/^\/v1\/invoices\/([^/]+)$/, '/invoices/$1'],
];

/** The page of what the API has at a path; undefined where there is none. @param href of the API: `/v1/customers/…/subscriptions/…` */
export const consolePath = (href: string): string | undefined => {
  const place = PLACES.find(([form]) => form.test(href));
  return place === undefined ? undefined : href.replace(...place);
};
