import { type z } from 'zod';

/** What a call answers where it does not refuse: JSON of a schema, no body at all, or a file in one of the route's other forms. */
export type AnswerBody = z.ZodType | 'nothing' | 'file';

/** What a route's own definition does not say of it. */
export interface OperationDescription {
  /** What it does, as a title: no full stop. */
  readonly summary: string;
  /** Anything that whoever calls it has to know beside. Markdown. */
  readonly details?: string;
  /** By status, other than refusals and previews. */
  readonly answers: Readonly<Record<number, AnswerBody>>;
  /** Headers of an answer, beside those of every one, by name, each with what it says. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What `result` of a preview is, where it is not what the call would answer; absent: it is. */
  readonly previewed?: z.ZodType;
  /** The whole preview, of a call whose preview has a form of its own. */
  readonly preview?: z.ZodType;
  /** Set where the contract has replaced it. */
  readonly deprecated?: true;
}

/** Operations of one area of the API, by the name of their route. */
export interface DescribedArea {
  /** Title of the area. */
  readonly name: string;
  /** What it is about, in a sentence. */
  readonly about: string;
  readonly operations: Readonly<Record<string, OperationDescription>>;
}
