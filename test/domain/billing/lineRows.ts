import { type ChargeLine } from '../../../src/domain/billing/chargeLine';

/** Lines as the published examples print them: type, first and last day, effective unit price, quantity, amount. */
export const lineRows = (lines: readonly ChargeLine[]): unknown[][] =>
  lines.map((line) => [line.chargeType, line.chargeStart, line.chargeEnd, line.effectiveUnitPrice, line.quantity, line.subtotal]);
