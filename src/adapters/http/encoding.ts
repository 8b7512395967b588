import { type Encoding } from '../../app/ports';
import { type Outcome } from '../../domain/subscription/outcome';
import { jsonText } from './json';
import { leftOutOfProportion, outOfProportionHeader, outOfProportionMember } from './resources/outOfProportion';
import { previewResource } from './resources/preview';
import { removedBy } from './resources/removed';
import { etagHeader } from './respond';

/** Beside the contract's: what the call deleted that it was not about. */
const REMOVED_HEADER = 'NextTerm-Removed';

/** A member of our own beside the contract's, only where there is something to say. */
const sayingRemoved = (body: unknown, removed: readonly string[]): unknown => (removed.length === 0 || typeof body !== 'object' || body === null ? body : { ...body, removed });

/**
 * How a write's outcome is written: as the answer that is stored with it, and as its preview.
 * Beside the contract's members, and in headers, it is said what was deleted that the call was not about (SCH-4), and what is left out of proportion.
 * @param resource the contract's form of the outcome. @param effects on subscriptions, for the preview and for what is said beside the contract's members; none if absent. @param isFinal that it can never be undone, whatever its effects.
 */
export const encoding = <T>(status: number, resource: (outcome: T) => unknown, effects: (outcome: T) => readonly Outcome[] = () => [], isFinal = false): Encoding<T> => {
  const written = (outcome: T) => {
    const all = effects(outcome);
    const misfits = leftOutOfProportion(all);
    const removed = removedBy(all);
    const said = sayingRemoved(resource(outcome), removed);
    const body = misfits.length === 0 ? said : { ...(said as object), ...outOfProportionMember(misfits) };
    return { body, headers: { ...outOfProportionHeader(misfits), ...(removed.length > 0 && { [REMOVED_HEADER]: removed.join(', ') }) } };
  };
  return {
    answer: (outcome) => {
      const { body, headers } = written(outcome);
      return { status, headers: { ...etagHeader(body), ...headers }, body: jsonText(body) };
    },
    before: (stood) => jsonText(resource(stood)),
    preview: (outcome, ahead) => ({ status: 200, headers: {}, body: jsonText(previewResource(written(outcome).body, effects(outcome), isFinal, ahead)) }),
  };
};

/** The same, of a command whose answer has another form than what it changes. @param resource the contract's form of what stood before. */
export const changing = <T, Before>(encode: Encoding<T, unknown>, resource: (stood: Before) => unknown): Encoding<T, Before> => ({ ...encode, before: (stood) => jsonText(resource(stood)) });
