import { type Step } from '../step';
import { buy, buyAddOn, buyOverPriceChange, buyTrial, leaveCart, order, orderTwice } from './carts';
import { stepOf, type Command } from './command';
import { looks } from './look';
import { takeOption } from './offered';
import { cancel, cancelLate, goOnRenewing, nameResellers, rename, resume, stopRenewing, suspend } from './plain';
import { planNextCharge, planNextTerm, unplanNextTerm } from './plans';
import { addSeats, changeTrialSeats, fillUp, removeSeats } from './seats';
import { askSupport } from './support';
import { convertTrial, upgrade, upgradeInstead, upgradeTwice } from './upgrades';
import { changeSeveral, getChangePatch, replaceMembers } from './wholes';

/** What is asked of one subscription. */
export const COMMANDS: readonly Command[] = [
  addSeats,
  removeSeats,
  fillUp,
  changeTrialSeats,
  rename,
  nameResellers,
  stopRenewing,
  goOnRenewing,
  suspend,
  resume,
  cancel,
  cancelLate,
  planNextTerm,
  unplanNextTerm,
  planNextCharge,
  changeSeveral,
  replaceMembers,
  getChangePatch,
  upgrade,
  upgradeInstead,
  upgradeTwice,
  convertTrial,
  askSupport,
  takeOption,
];

/** What clients do with licences. */
export const LICENCE_STEPS: readonly Step[] = [buy, buyAddOn, buyOverPriceChange, buyTrial, leaveCart, order, orderTwice, looks, ...COMMANDS.map(stepOf)];
