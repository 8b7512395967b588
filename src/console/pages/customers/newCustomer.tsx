import { Field, Input, type InputProps, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { answerOf, api } from '../../api/api';
import { ChangeDialog } from '../../change/changeDialog';
import { Failed } from '../../parts/states';
import { useSession } from '../../session/useSession';
import { bodyOf, empty, isComplete, shownOf, type Typed } from './newCustomerBody';

const useStyles = makeStyles({ form: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(14rem, 1fr))', gap: tokens.spacingVerticalM, alignItems: 'start' } });

const COUNTRY = /^[A-Za-z]{2}$/;

const useRules = (country: string) =>
  useQuery({
    queryKey: ['countryRules', country],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/countryvalidationrules/{country}', { signal, params: { path: { country } } })),
    enabled: COUNTRY.test(country),
    staleTime: Infinity,
  });

/** Whom an indirect provider sells through. */
const useResellers = (enabled: boolean) =>
  useQuery({
    queryKey: ['resellers'],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/v1/relationships', { signal, params: { query: { relationshipType: 'IsIndirectCloudSolutionProviderOf' } } }))).items,
    enabled,
  });

const Choice = ({ label, value, values, choose, children }: { readonly label: string; readonly value: string; readonly values: readonly string[]; readonly choose: (value: string) => void; readonly children?: ReactNode }) => (
  <Field label={label}>
    <Select value={value} onChange={(_, chosen) => choose(chosen.value)}>
      {children}
      {values.map((each) => (
        <option key={each}>{each}</option>
      ))}
    </Select>
  </Field>
);

/** Makes a customer of one's own. The rules of its country say what has to be said, and the preview what is wrong with it. */
export const NewCustomer = ({ close }: { readonly close: () => void }) => {
  const styles = useStyles();
  const navigate = useNavigate();
  const { caller } = useSession();
  const [country, setCountry] = useState(caller.partner?.country ?? '');
  const [typed, setTyped] = useState(empty);
  const { data: rules, error, refetch } = useRules(country);
  const resellers = useResellers(caller.partner?.kind === 'indirect_provider').data ?? [];
  const type = (name: keyof Typed) => (value: string) => setTyped((before) => ({ ...before, [name]: value }));
  const shown = rules === undefined ? typed : shownOf(typed, rules);
  const body = bodyOf(shown, country);
  const isReady = rules !== undefined && isComplete(shown, rules);
  const text = (name: keyof Typed, label: string, options: { readonly required?: boolean; readonly type?: InputProps['type']; readonly hint?: string } = {}) => (
    <Field label={label} required={options.required === true} {...(options.hint !== undefined && { hint: options.hint })}>
      <Input value={typed[name]} type={options.type ?? 'text'} onChange={(_, { value }) => type(name)(value)} />
    </Field>
  );
  return (
    <ChangeDialog
      title="New customer"
      confirm="Create"
      asked={isReady ? JSON.stringify(body) : undefined}
      send={({ query, header }) => api.POST('/v1/customers', { params: { query, header }, body })}
      done={(made) => 'id' in made && void navigate(`/customers/${made.id}`)}
      close={close}
    >
      <div className={styles.form}>
        {text('companyName', 'Company name', { required: true })}
        {text('domain', 'Domain', { required: true, hint: 'company.onmicrosoft.com' })}
        <Field label="Country" required hint="Two letters">
          <Input value={country} maxLength={2} onChange={(_, { value }) => setCountry(value)} />
        </Field>
        {rules && (
          <>
            <Choice label="Culture" value={shown.culture} values={rules.supportedCultures.value} choose={type('culture')} />
            <Choice label="Language" value={shown.language} values={rules.supportedLanguages.value} choose={type('language')} />
            {rules.isRegistrationNumberSupported && text('registration', 'Registration number')}
          </>
        )}
        {text('firstName', 'First name', { required: true })}
        {text('lastName', 'Last name', { required: true })}
        {text('email', 'E-mail', { required: true, type: 'email' })}
        {text('phoneNumber', 'Telephone', { type: 'tel' })}
        {text('addressLine1', 'Address', { required: true })}
        {text('postalCode', 'Postal code', { required: rules?.isPostalCodeRequired === true })}
        {text('city', 'City', { required: true })}
        {rules !== undefined && rules.states.value.length > 0 && (
          <Choice label="State" value={shown.state} values={rules.states.value} choose={type('state')}>
            <option value="">choose …</option>
          </Choice>
        )}
        {resellers.length > 0 && (
          <Field label="Sold through">
            <Select value={typed.reseller} onChange={(_, { value }) => type('reseller')(value)}>
              <option value="">no reseller</option>
              {resellers.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        )}
      </div>
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
    </ChangeDialog>
  );
};
