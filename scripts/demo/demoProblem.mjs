/** Why the demo cannot go on, as a sentence for its reader: shown without a stack. */
export class DemoProblem extends Error {}
