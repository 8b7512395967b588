import { Button, Text, Title2 } from '@fluentui/react-components';
import { useState } from 'react';
import { Failed } from '../parts/states';
import { Centred } from '../shell/centred';

/** Where Entra ID signs people in. */
export const SignInPage = ({ signIn }: { readonly signIn: () => Promise<void> }) => {
  const [error, setError] = useState<unknown>();
  return (
    <Centred>
      <Title2 as="h1">NextTerm</Title2>
      <Text>Sign in with the account that you use for your partner tenant.</Text>
      <Button appearance="primary" size="large" onClick={() => void signIn().catch(setError)}>
        Sign in
      </Button>
      {error !== undefined && <Failed error={error} />}
    </Centred>
  );
};

/** Where nobody has set the sign-in up. */
export const NoSignIn = () => (
  <Centred>
    <Title2 as="h1">The console has no sign-in yet</Title2>
    <Text>Whoever runs this installation registers the console in Entra ID and sets NEXTTERM_CONSOLE_CLIENT to its client id. The documentation (docs/console.md) says how.</Text>
  </Centred>
);
