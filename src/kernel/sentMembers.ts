/** A member as a caller sent it, beside what it is. Absent: it was not sent, or there is none. */
export type SentMember = readonly [member: string, sent: string | number | boolean | undefined, is: string | number | boolean | undefined];

/** A member that was sent otherwise than it is. */
export interface DifferingMember {
  readonly member: string;
  /** Absent: there is none. */
  readonly stored?: string;
}

/** The first member that a caller sent otherwise than it is, so that nothing it means is ignored; what comes back as it was read says nothing. Letter case does not count, and empty text is not sent. */
export const firstDiffering = (members: readonly SentMember[]): DifferingMember | undefined => {
  const found = members.find(([, sent, is]) => sent !== undefined && sent !== '' && String(sent).toLowerCase() !== String(is ?? '').toLowerCase());
  return found && { member: found[0], ...(found[2] !== undefined && { stored: String(found[2]) }) };
};
