/** What published clients send of orders. */
export const PRICES_INCLUDED = { include_price: 'prices are part of every order' } as const;

/** What they send of products, SKUs and availabilities. */
export const NO_RESERVATIONS = { reservationScope: 'it chooses among reservations, of which none are sold' } as const;

/** What they send of the legal business profile. */
export const ONE_VETTING = { vettingVersion: 'a partner has been let in, and was never vetted otherwise' } as const;
