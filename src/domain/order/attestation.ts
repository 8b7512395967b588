/** What an attestation is about: the resellers that lines name. */
export interface NamesResellers {
  readonly resellerOfRecord?: string | undefined;
  readonly additionalResellers: readonly string[];
}

const namesReseller = ({ resellerOfRecord, additionalResellers }: NamesResellers): boolean => resellerOfRecord !== undefined || additionalResellers.length > 0;

/**
 * ORD-2: a partner that declines to attest orders nothing, with a cart or without one.
 * Doubt: the contract marks the member as required, yet clients older than it order without; so silence passes as acting directly, where no reseller is named.
 * @param says undefined: nobody has said anything.
 */
export const attests = (says: boolean | undefined, lines: readonly NamesResellers[]): boolean => says ?? !lines.some(namesReseller);
