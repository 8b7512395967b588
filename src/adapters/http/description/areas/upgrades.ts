import { z } from 'zod';
import { type DescribedArea } from '../operation';
import { collectionOf } from '../schemas/answerSchema';
import { redundantLicences } from '../schemas/licencesHeld';
import { productUpgradeEligibility, productUpgradeStatus } from '../schemas/productUpgrade';
import { traditionalUpgrade, upgradeResult } from '../schemas/traditionalUpgrade';
import { transition, transitionEligibility, writtenTransition } from '../schemas/transition';
import { besideHeaders } from '../sharedHeaders';

export const upgrades: DescribedArea = {
  name: 'Upgrades',
  about: 'From one product to another, and from a trial to what is paid.',
  operations: {
    listTransitionEligibilities: { summary: 'Get transition eligibilities', details: 'What a subscription could become, and why not. Empty where the catalogue names no target.', answers: { 200: collectionOf(transitionEligibility) } },
    transitionSubscription: {
      summary: 'Transition a new commerce subscription',
      details: 'An upgrade is final: no window opens for its licences, and what is planned for the next term is deleted. A trial turns paid the same way.',
      answers: { 200: writtenTransition },
      headers: besideHeaders,
    },
    listTransitions: { summary: 'Get transitions', answers: { 200: collectionOf(transition) } },
    listUpgrades: { summary: 'Get upgrades of a subscription', details: 'Of traditional licences; of new commerce the list is empty, and transition eligibilities are what to ask for.', answers: { 200: collectionOf(traditionalUpgrade) } },
    upgradeSubscription: { summary: 'Transition a subscription', details: 'All licences of a traditional one; final.', answers: { 200: upgradeResult }, headers: besideHeaders },
    listConversions: { summary: 'Get a list of trial conversion offers', details: 'Always empty: transition eligibilities say what a trial can become.', answers: { 200: collectionOf(z.never()) }, deprecated: true },
    convertSubscription: { summary: 'Convert a trial subscription to paid', details: 'Always refused: a transition does it.', answers: {}, deprecated: true },
    listRedundantLicences: { summary: 'Licences that an upgrade or a purchase made redundant', details: 'And until when a support request can be filed for them.', answers: { 200: collectionOf(redundantLicences) } },
    checkProductUpgrade: { summary: 'Get eligibility for upgrade to Azure plan', answers: { 200: productUpgradeEligibility } },
    upgradeProduct: {
      summary: 'Create a product upgrade entity for a customer to Azure plan',
      details: 'Each Azure subscription keeps its id. One that is suspended is not moved, and the others are; the same request again moves it once it is active.',
      answers: { 202: 'nothing' },
      headers: { Location: 'Where its status is, relative to `/v1/`.' },
      previewed: productUpgradeStatus,
    },
    getProductUpgrade: { summary: 'Get product upgrade status for a customer', answers: { 200: productUpgradeStatus } },
  },
};
