import { type AtRisk } from '../../../domain/options/atRisk';

/** Own API: what can still be had back; without the lines, which a preview of it shows. */
export const atRiskResource = ({ action, through, quantity, until, amount, currency }: AtRisk) => ({ action, through, quantity, until, amount, currency });
