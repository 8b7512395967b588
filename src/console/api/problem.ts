/** A call that was refused, or that got no answer: what the server said of it, in its own words. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  /** @param status 0: no answer came. @param code of the contract; 0 where the answer had none. @param requestId by which the log finds the call. */
  constructor(
    readonly status: number,
    readonly code: number | string,
    readonly description: string,
    readonly requestId?: string,
  ) {
    super(description);
  }

  /** Whether asking again may bring something else. */
  get mayPass(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** Whether somebody else was quicker. */
  get isConflict(): boolean {
    return this.status === 409 || this.status === 412;
  }
}

/** Of whatever form the contract has for a refusal: `code` and `description`, or the gateway's `statusCode` and `message`, or OAuth's. */
export const problemOf = (status: number, body: unknown, requestId?: string): ApiProblem => {
  const said = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const nested = (typeof said['error'] === 'object' && said['error'] !== null ? said['error'] : said) as Record<string, unknown>;
  const code = nested['code'] ?? nested['errorCode'] ?? nested['statusCode'] ?? 0;
  const description = nested['description'] ?? nested['message'] ?? nested['error_description'] ?? `The server answered ${status}.`;
  return new ApiProblem(status, typeof code === 'number' || typeof code === 'string' ? code : 0, String(description), requestId);
};
