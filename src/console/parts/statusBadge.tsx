import { Badge, type BadgeProps } from '@fluentui/react-components';
import { named } from './words';

const colours: Readonly<Record<string, BadgeProps['color']>> = {
  active: 'success',
  healthy: 'success',
  accepted: 'success',
  approved: 'success',
  complete: 'success',
  completed: 'success',
  succeeded: 'success',
  suspended: 'warning',
  degraded: 'warning',
  pending: 'warning',
  inreview: 'warning',
  inprogress: 'warning',
  partiallycomplete: 'warning',
  expired: 'severe',
  disabled: 'danger',
  failed: 'danger',
  down: 'danger',
  denied: 'danger',
};

/** A state, as a word in its colour. @param status as the API names it: `active` */
export const StatusBadge = ({ status }: { readonly status: string }) => (
  <Badge appearance="tint" color={colours[status.toLowerCase()] ?? 'informative'}>
    {named(status)}
  </Badge>
);
