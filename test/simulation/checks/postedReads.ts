const POSTED_READS = /checkInventory|\/checkeligibility|promotionEligibilities|\/validations\/address|\/migrations\/newcommerce\/validate|\/productUpgrades\/eligibility|\/productUpgrades\/[^/]+\/status/i;

/** Whether a POST to that path changes nothing, keeps no answer and leaves no record. */
export const isPostedRead = (path: string): boolean => POSTED_READS.test(path);
