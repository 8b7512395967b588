import { z } from 'zod';

const nullable = <T extends z.ZodType>(value: T) => z.looseObject({ value: value.nullish() }).nullish();

/** A cookie in the worker's form: what is optional comes wrapped as `{value}`. */
const WorkerCookie = z.looseObject({
  name: z.string(),
  value: z.string().nullish(),
  domain: nullable(z.string()),
  path: nullable(z.string()),
  expires: nullable(z.looseObject({ seconds: z.number() })),
  secure: nullable(z.boolean()),
  httpOnly: nullable(z.boolean()),
  sameSite: z.string().nullish(),
  maxAge: nullable(z.number()),
});

const sameSiteText: Readonly<Record<string, string>> = { lax: 'lax', strict: 'strict', explicitNone: 'none' };

/** The value of a `Set-Cookie` header for one cookie of a function's answer. Errors: a cookie without a name. */
export function setCookieText(cookie: unknown): string {
  const { name, value, domain, path, expires, secure, httpOnly, sameSite, maxAge } = WorkerCookie.parse(cookie);
  const parts = [`${encodeURIComponent(name)}=${encodeURIComponent(value ?? '')}`];
  if (expires?.value) parts.push(`expires=${new Date(expires.value.seconds * 1000).toUTCString()}`);
  if (maxAge?.value !== undefined && maxAge.value !== null) parts.push(`max-age=${maxAge.value}`);
  if (domain?.value) parts.push(`domain=${domain.value}`);
  // The host's, where the function names none.
  parts.push(`path=${path?.value ?? '/'}`);
  if (secure?.value) parts.push('secure');
  const site = sameSite ? sameSiteText[sameSite] : undefined;
  if (site) parts.push(`samesite=${site}`);
  if (httpOnly?.value) parts.push('httponly');
  return parts.join('; ');
}
