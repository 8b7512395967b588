/** Of an operation that the contract itself has replaced; it is served as long as the contract's clients ask for it. */
export interface Deprecation {
  /** From which day on, `2025-04-21`. */
  readonly since: string;
  /** Path of what has taken its place. */
  readonly successor: string;
  /** Address of the published page that says so. */
  readonly page: string;
}

/** REQ-9. Without `Sunset`: nothing is taken away. Source: RFC 9745, RFC 5829. */
export const deprecationHeaders = (deprecation: Deprecation | undefined): Record<string, string> => {
  if (deprecation === undefined) return {};
  const { since, successor, page } = deprecation;
  return { Deprecation: `@${Date.parse(`${since}T00:00:00Z`) / 1000}`, Link: `<${page}>; rel="deprecation"; type="text/html", <${successor}>; rel="successor-version"` };
};
