import { type Encoding } from '../../app/ports';
import { type Outcome } from '../../subscription/outcome';
import { jsonText } from './json';
import { leftOutOfProportion, outOfProportionHeader, outOfProportionMember } from './resources/outOfProportion';
import { previewResource } from './resources/preview';
import { etagHeader } from './respond';

/**
 * How a write's outcome is written: as the answer that is stored with it, and as its preview.
 * What it leaves out of proportion is said beside the contract's members, and in a header.
 * @param resource the contract's form of the outcome. @param effects on subscriptions, for the preview; none if absent. @param isFinal that it can never be undone, whatever its effects.
 */
export const encoding = <T>(status: number, resource: (outcome: T) => unknown, effects: (outcome: T) => readonly Outcome[] = () => [], isFinal = false): Encoding<T> => {
  const written = (outcome: T) => {
    const misfits = leftOutOfProportion(effects(outcome));
    const body = resource(outcome);
    return { misfits, body: misfits.length === 0 ? body : { ...(body as object), ...outOfProportionMember(misfits) } };
  };
  return {
    answer: (outcome) => {
      const { misfits, body } = written(outcome);
      return { status, headers: { ...etagHeader(body), ...outOfProportionHeader(misfits) }, body: jsonText(body) };
    },
    preview: (outcome) => ({ status: 200, headers: {}, body: jsonText(previewResource(written(outcome).body, effects(outcome), isFinal)) }),
  };
};
