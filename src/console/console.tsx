import { createDOMRenderer, FluentProvider, RendererProvider } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { useMemo } from 'react';
import { RouterProvider } from 'react-router';
import { queryClient } from './api/queryClient';
import { routes } from './routes';
import { SessionProvider } from './session/session';
import { useTheme, ThemeContext } from './shell/theme';

/** Of this answer alone; the policy of the page lets in what carries it. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="nonce"]')?.nonce;

/** Everything around the pages: look, sign-in, what was read, and where one stands. */
export const Console = () => {
  const theme = useTheme();
  const renderer = useMemo(() => createDOMRenderer(document, nonce === undefined ? {} : { styleElementAttributes: { nonce } }), []);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <ThemeContext.Provider value={theme}>
        <FluentProvider theme={theme.look} style={{ minHeight: '100%' }}>
          <QueryClientProvider client={queryClient}>
            <SessionProvider>
              <RouterProvider router={routes} />
            </SessionProvider>
          </QueryClientProvider>
        </FluentProvider>
      </ThemeContext.Provider>
    </RendererProvider>
  );
};
