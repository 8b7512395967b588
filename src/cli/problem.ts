/** Something the user can do something about: told as its message alone, without a stack. Exit code 1. */
export class Problem extends Error {}

/** A command line that makes no sense: told with the usage of its command. Exit code 2. */
export class UsageProblem extends Error {}
