import { type KindName } from '../kinds';
import { type Saying } from '../saying';

export interface Words {
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

/** How messages read in one language. */
export interface Language {
  /** @param name of who is written to. */
  greeting(name: string): string;
  /** @param sender name of who writes. */
  closing(sender: string): string;
  readonly say: { readonly [Kind in KindName]: (saying: Saying<Kind>) => Words };
}
