import { Dropdown, Field, Option, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';

/** An indirect provider's resellers. */
export const useResellers = (enabled: boolean) =>
  useQuery({
    queryKey: ['resellers'],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/v1/relationships', { signal, params: { query: { relationshipType: 'IsIndirectCloudSolutionProviderOf' } } }))).items,
    staleTime: 60_000,
    enabled,
  });

/** Which of an indirect provider's resellers the line is sold through. @param value its PartnerID; empty: none */
export const ResellerField = ({ value, changed }: { readonly value: string; readonly changed: (partnerId: string) => void }) => {
  const { data, error } = useResellers(true);
  const isListed = value === '' || data?.some(({ mpnId }) => mpnId === value) === true;
  return (
    <Field label="Reseller of record" {...(error !== null && { validationState: 'error' as const, validationMessage: error.message })}>
      <Select value={value} onChange={(_, { value: next }) => changed(next)}>
        <option value="">None</option>
        {!isListed && <option value={value}>{value}</option>}
        {data?.map(({ mpnId, name }) => (
          <option key={mpnId} value={mpnId}>
            {`${name} (${mpnId})`}
          </option>
        ))}
      </Select>
    </Field>
  );
};

/** Who else has a part in the sale. @param first the reseller of record, who is none of them @param value their PartnerIDs */
export const FurtherResellersField = ({ first, value, changed }: { readonly first: string; readonly value: readonly string[]; readonly changed: (partnerIds: readonly string[]) => void }) => {
  const { data = [] } = useResellers(true);
  const nameOf = (partnerId: string): string => data.find(({ mpnId }) => mpnId === partnerId)?.name ?? partnerId;
  return (
    <Field label="Further resellers">
      <Dropdown multiselect placeholder="None" value={value.map(nameOf).join(', ')} selectedOptions={[...value]} onOptionSelect={(_, { selectedOptions }) => changed(selectedOptions)}>
        {data
          .filter(({ mpnId }) => mpnId !== first)
          .map(({ mpnId, name }) => (
            <Option key={mpnId} value={mpnId}>
              {`${name} (${mpnId})`}
            </Option>
          ))}
      </Dropdown>
    </Field>
  );
};
