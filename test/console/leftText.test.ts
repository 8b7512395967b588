import { leftText } from '../../src/console/pages/renewals/leftText';

test('lines that no answer tells of are not passed over', () => {
  expect([leftText(250, 250), leftText(250, 100)]).toEqual([undefined, 'It broke off: nothing is known of 150 lines. Show again what the plan would do, and carry out what is left; what was done is not done twice.']);
});
