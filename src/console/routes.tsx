import { createHashRouter, Navigate, useRouteError } from 'react-router';
import { isInNavigation } from './consolePage';
import { pages } from './pages';
import { Page } from './parts/page';
import { Empty, Failed } from './parts/states';
import { useSession } from './session/useSession';
import { Shell } from './shell/shell';

const PageFailed = () => (
  <Page title="This page failed">
    <Failed error={useRouteError()} retry={() => location.reload()} />
  </Page>
);

const NoSuchPage = () => (
  <Page title="No such page">
    <Empty>Nothing is at this address.</Empty>
  </Page>
);

/** The first page that is for whoever has signed in. */
const FirstPage = () => {
  const session = useSession();
  const first = pages.find((page) => isInNavigation(page, session));
  return first === undefined ? <NoSuchPage /> : <Navigate to={first.path} replace />;
};

/** Addresses of pages stand behind a hash, so that they work under any address the console is served from. */
export const routes = createHashRouter([
  {
    path: '/',
    element: <Shell />,
    errorElement: <PageFailed />,
    children: [
      { index: true, element: <FirstPage /> },
      ...pages.map(({ path, load }) => ({ path, errorElement: <PageFailed />, lazy: async () => ({ Component: await load() }) })),
      { path: '*', element: <NoSuchPage /> },
    ],
  },
]);
