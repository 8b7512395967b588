/** How one refusal is answered. */
export interface Row<R> {
  readonly status: number;
  readonly code: number;
  readonly describe: (refusal: R) => string;
  /** Where the code depends on the facts; `code` otherwise. */
  readonly codeOf?: (refusal: R) => number;
  readonly headers?: (refusal: R) => Readonly<Record<string, string>>;
  /** Where the contract names the service that answers; NextTerm if absent. */
  readonly source?: string;
  /** Whether the body repeats the code in `errorMessageExtended`, as newer services do. */
  readonly extended?: true;
}

/** A row for each refusal: one that has none does not compile. */
export type Rows<R extends { readonly kind: string }> = { readonly [K in R['kind']]: Row<Extract<R, { kind: K }>> };
