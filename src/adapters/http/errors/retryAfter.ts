/** Documented advice while a renewal is being carried out: again after two minutes. */
export const RENEWAL_RETRY_SECONDS = '120';
/** What passes by itself, in moments. */
export const SHORT_RETRY_SECONDS = '5';
/** A restore of a customer takes some minutes. */
export const RESTORE_RETRY_SECONDS = '60';
