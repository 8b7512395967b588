import { type Encoding } from '../../app/ports';
import { type Outcome } from '../../subscription/outcome';
import { jsonText } from './json';
import { previewResource } from './resources/preview';
import { etagHeader } from './respond';

/**
 * How a write's outcome is written: as the answer that is stored with it, and as its preview.
 * @param resource the contract's form of the outcome. @param effects on subscriptions, for the preview; none if absent. @param isFinal that it can never be undone, whatever its effects.
 */
export const encoding = <T>(status: number, resource: (outcome: T) => unknown, effects: (outcome: T) => readonly Outcome[] = () => [], isFinal = false): Encoding<T> => ({
  answer: (outcome) => {
    const body = resource(outcome);
    return { status, headers: etagHeader(body), body: jsonText(body) };
  },
  preview: (outcome) => ({ status: 200, headers: {}, body: jsonText(previewResource(resource(outcome), effects(outcome), isFinal)) }),
});
