import { type ComponentType } from 'react';
import { ActivateForm } from './activateForm';
import { CancelOrderForm } from './cancelOrderForm';
import { type ChangeForm } from './entries';
import { type FormProps } from './formProps';
import { NextChargeForm } from './nextChargeForm';
import { NextTermForm } from './nextTermForm';
import { AutoRenewForm, CancelForm, DropForm, RenameForm, StatusForm } from './plainForms';
import { SeatsForm } from './seatsForm';
import { SupportForm } from './supportForm';
import { UpgradeForm } from './upgradeForm';

/** The dialog of each kind of change. */
export const forms: Readonly<Record<ChangeForm, ComponentType<FormProps>>> = {
  seats: SeatsForm,
  autoRenew: AutoRenewForm,
  nextTerm: NextTermForm,
  dropNextTerm: DropForm,
  nextCharge: NextChargeForm,
  dropNextCharge: DropForm,
  upgrade: UpgradeForm,
  status: StatusForm,
  cancel: CancelForm,
  cancelOrder: CancelOrderForm,
  activate: ActivateForm,
  rename: RenameForm,
  support: SupportForm,
};
