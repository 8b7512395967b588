import { askQualification, judgeQualification, qualificationsOf, type AskQualification } from '../../../../src/domain/parties/customer/qualify';
import { type Qualification } from '../../../../src/domain/parties/customer/state';
import { aCustomer, now } from './aCustomer';

const ask = (over: Partial<AskQualification>, customer = aCustomer()) => askQualification({ partnerTenantId: 'p', qualification: 'Education', ...over }, customer, now);
const inReview: Qualification = { qualification: 'Education', educationSegment: 'K12', vettingStatus: 'InReview', askedBy: 'p', createdAt: now };
const stateOwned: Qualification = { qualification: 'StateOwnedEntity', askedBy: 'p', createdAt: now };
const invalid = (problem: string) => ({ ok: false, error: { kind: 'QualificationInvalid', problem } });

describe('[CUS-3] stating what a customer is', () => {
  test('education is in review, and the segment stays until it was looked into', () => {
    const qualification = { ...inReview, website: 'school.example' };
    expect(ask({ educationSegment: 'k12', website: 'school.example' })).toEqual({
      ok: true,
      value: { qualification, customer: { ...aCustomer(), version: 4, segment: 'commercial', qualifications: [qualification] } },
    });
  });

  test.each([
    [{ educationSegment: 'K12' }, true],
    [{ educationSegment: 'HigherEducation' }, true],
    [{ qualification: 'education', educationSegment: 'highereducation' }, true],
    [{ educationSegment: 'Kindergarten' }, false],
    [{}, false],
    [{ qualification: 'StateOwnedEntity' }, true],
    [{ qualification: 'None' }, false],
    [{ qualification: 'Nonprofit' }, false],
    [{ qualification: 'GovernmentCommunityCloud' }, false],
    [{ qualification: 'GovernmentCommunityCloud', validationCode: 'A1' }, false],
  ])('%j: taken is %s', (over, taken) => {
    expect(ask(over).ok).toBe(taken);
  });

  test('a state-owned entity is taken at its word beside another qualification', () => {
    expect(ask({ qualification: 'StateOwnedEntity' }, aCustomer({ qualifications: [inReview] }))).toMatchObject({
      ok: true,
      value: { qualification: stateOwned, customer: { segment: 'commercial', qualifications: [inReview, stateOwned] } },
    });
    expect(ask({ educationSegment: 'K12' }, aCustomer({ qualifications: [stateOwned] }))).toMatchObject({ ok: true, value: { customer: { qualifications: [stateOwned, inReview] } } });
  });

  test('what is in review may be stated anew, what was denied too, what is approved not', () => {
    const with_ = (vettingStatus: 'InReview' | 'Denied' | 'Approved') => aCustomer({ qualifications: [{ ...inReview, vettingStatus }] });
    expect(ask({ educationSegment: 'HigherEducation' }, with_('InReview'))).toMatchObject({ ok: true, value: { customer: { qualifications: [{ ...inReview, educationSegment: 'HigherEducation' }] } } });
    expect(ask({ educationSegment: 'K12' }, with_('Denied'))).toMatchObject({ ok: true, value: { customer: { qualifications: [inReview] } } });
    expect(ask({ educationSegment: 'K12' }, with_('Approved'))).toEqual(invalid('qualification: the customer is qualified for Education already'));
  });

  test('not for two segments at once', () => {
    expect(ask({ qualification: 'GovernmentCommunityCloud' }, aCustomer({ qualifications: [inReview] }))).toEqual(invalid('qualification: Education is in review'));
    expect(ask({ educationSegment: 'K12' }, aCustomer({ segment: 'government' }))).toEqual(invalid('qualification: the customer is qualified for GovernmentCommunityCloud already'));
  });
});

describe('[CUS-3] judging it', () => {
  const reviewed = aCustomer({ qualifications: [inReview, stateOwned] });

  test('approved: the segment follows', () => {
    const qualification = { ...inReview, vettingStatus: 'Approved' };
    expect(judgeQualification('Education', undefined, reviewed)).toEqual({ ok: true, value: { qualification, customer: { ...reviewed, version: 4, segment: 'education', qualifications: [stateOwned, qualification] } } });
  });

  test('denied: the segment stays, the reason is kept', () => {
    const qualification = { ...inReview, vettingStatus: 'Denied', vettingReason: 'Not an academic domain' };
    expect(judgeQualification('Education', 'Not an academic domain', reviewed)).toEqual({ ok: true, value: { qualification, customer: { ...reviewed, version: 4, qualifications: [stateOwned, qualification] } } });
  });

  test.each([
    ['nothing was asked', aCustomer()],
    ['it is approved', aCustomer({ segment: 'education' })],
    ['it was denied', aCustomer({ qualifications: [{ ...inReview, vettingStatus: 'Denied' }] })],
  ])('when %s there is nothing to judge', (_name, customer) => {
    expect(judgeQualification('Education', undefined, customer)).toEqual({ ok: false, error: { kind: 'QualificationNotFound', qualification: 'Education' } });
  });
});

test('[CUS-3] a customer that came with a segment counts as qualified from the start', () => {
  const createdAt = aCustomer().createdAt;
  expect(qualificationsOf(aCustomer({ segment: 'education' }))).toEqual([{ qualification: 'Education', vettingStatus: 'Approved', createdAt }]);
  expect(qualificationsOf(aCustomer({ segment: 'government' }))).toEqual([{ qualification: 'GovernmentCommunityCloud', vettingStatus: 'Approved', createdAt }]);
  expect(qualificationsOf(aCustomer())).toEqual([]);
  expect(qualificationsOf(aCustomer({ segment: 'nonprofit' }))).toEqual([]);
});
