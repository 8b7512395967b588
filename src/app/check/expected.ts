import { type Deadline, type DeadlineKind } from '../due/deadline';

/** A deadline that the state asks for, and what else in the index is as good. */
export interface Expected {
  readonly deadline: Deadline;
  /** Whether another row, of the same kind and customer, is about the same: one that waits to be tried again, or says it under another subject. */
  isMetBy(other: Deadline): boolean;
  /** What the subject of the row begins with, and of what was given up, where the state does not know all of it; absent: it is the deadline's own. */
  readonly subjectBegins?: string;
  /** Kinds under which a version before wrote the same, and which are as good. */
  readonly formerKinds?: readonly DeadlineKind[];
}

export const bySubject = (deadline: Deadline): Expected => ({ deadline, isMetBy: ({ subject }) => subject === deadline.subject });
