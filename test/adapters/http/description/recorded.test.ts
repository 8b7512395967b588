import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describedOperations } from '../../../../src/adapters/http/description/areas/allAreas';
import { recordedAnswers } from '../../../../src/adapters/http/description/recorded/recordedAnswers';
import { loadedRoutes } from '../../../support/loadedRoutes';
import { fits, recordedText, withRecorded } from '../../../support/recordedAnswersFile';

const isWriting = process.env['WRITE_DESCRIPTION'] === '1';
const file = join(__dirname, '../../../../src/adapters/http/description/recorded/recordedAnswers.ts');

if (isWriting) writeFileSync(file, recordedText(withRecorded(loadedRoutes(), recordedAnswers)));

// What was just written is not what was loaded.
(isWriting ? describe.skip : describe)('what was recorded of the tests', () => {
  test('is of every operation', () => {
    expect(Object.keys(recordedAnswers).toSorted()).toEqual([...describedOperations.keys()].toSorted());
  });

  test('fits the schemas', () => {
    const misfits = Object.entries(recordedAnswers).flatMap(([operation, { answers }]) => Object.entries(answers).filter(([status, example]) => !fits(operation, status, example)).map(([status]) => `${operation} ${status}`));
    expect(misfits).toEqual([]);
  });

  test('shows an example of each answer that is JSON, but for the description itself', () => {
    const without = [...describedOperations].flatMap(([operation, { answers }]) =>
      Object.entries(answers).filter(([status, body]) => typeof body !== 'string' && recordedAnswers[operation]?.answers[status] === undefined).map(([status]) => `${operation} ${status}`),
    );
    expect(without).toEqual(['openApiJson 200']);
  });
});
