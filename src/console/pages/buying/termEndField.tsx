import { Button, Field, Select } from '@fluentui/react-components';
import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { dayText } from '../../parts/instant';
import { type AskedLine } from './cartData';

/** On which day the first term ends, so that it ends with another subscription or with a month. @param value a UTC day, itself included; empty: after its whole length */
export const TermEndField = ({ customerId, termDuration, value, changed }: { readonly customerId: string; readonly termDuration: NonNullable<AskedLine['termDuration']>; readonly value: string; readonly changed: (day: string) => void }) => {
  const { items, hasMore, loadMore, error } = useList(['customTermEndDates', customerId, termDuration], (page, signal) =>
    answerOf(api.GET('/v1/customers/{customerId}/subscriptions/customTermEndDates', { signal, params: { path: { customerId }, query: { termDuration, ...page.query }, header: page.header } })),
  );
  const days = items.map(({ allowedCustomTermEndDate, allowedCustomTermEndDateType }) => ({ day: allowedCustomTermEndDate.slice(0, 'YYYY-MM-DD'.length), isMonth: allowedCustomTermEndDateType === 'calendarMonthAligned' }));
  const isListed = value === '' || days.some(({ day }) => day === value);
  return (
    <Field label="First term ends" hint="Later terms are whole" {...(error !== null && { validationState: 'error' as const, validationMessage: error.message })}>
      <>
        <Select aria-label="First term ends" value={value} onChange={(_, { value: next }) => changed(next)}>
          <option value="">After its whole length</option>
          {!isListed && <option value={value}>{dayText(value)}</option>}
          {days.map(({ day, isMonth }) => (
            <option key={`${day}${String(isMonth)}`} value={day}>
              {`${dayText(day)}, with ${isMonth ? 'the month' : 'another subscription'}`}
            </option>
          ))}
        </Select>
        {hasMore && (
          <Button appearance="transparent" size="small" onClick={() => void loadMore()}>
            Further days
          </Button>
        )}
      </>
    </Field>
  );
};
