/** Work that is due where the clock stands, and waits since the operator holds it back. */
export interface HeldWork {
  readonly state: string;
  readonly reason: string;
  readonly waiting: number;
  readonly more?: boolean;
}

/** Why less happened than was due: `Due work is paused (a look at the prices): 3 deadlines wait until the operator lets it go on.` */
export const heldText = ({ state, reason, waiting, more }: HeldWork): string =>
  `Due work is ${state === 'draining' ? 'drained' : 'paused'} (${reason}): ${waiting}${more === true ? ' or more' : ''} ${waiting === 1 && more !== true ? 'deadline waits' : 'deadlines wait'} until the operator lets it go on.`;
