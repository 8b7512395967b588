/** Something the user can do something about; shown as its message alone. */
export class SandboxProblem extends Error {
  override readonly name = 'SandboxProblem';
}
