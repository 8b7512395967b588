/** Something the user can do something about: shown as its message alone, without a stack. */
export class SetupError extends Error {}
