import { createBrowserRouter, Navigate } from "react-router";
import { publicRoutes, settingsRoutes } from "../accounts/routes";
import { moneyRoutes } from "../money/routes";
import { termsRoutes } from "../terms/routes";
import { timeRoutes } from "../time/routes";
import { waitingRoutes } from "../waiting/routes";
import { roomRoutes } from "../workrooms/routes";
import { NotFound, PageError } from "./PageError";
import { PublicShell } from "./PublicShell";
import { Waiting } from "./Waiting";

/** Each feature brings its own routes, loaded when first visited. */
export const router = createBrowserRouter([
  {
    HydrateFallback: Waiting,
    ErrorBoundary: PageError,
    children: [
      { element: <PublicShell />, ErrorBoundary: PageError, children: publicRoutes },
      {
        lazy: async () => ({ Component: (await import("./Shell")).Shell }),
        ErrorBoundary: PageError,
        children: [
          { index: true, element: <Navigate to="/rooms" replace /> },
          ...roomRoutes,
          ...termsRoutes,
          ...timeRoutes,
          ...moneyRoutes,
          ...waitingRoutes,
          ...settingsRoutes,
          { path: "*", element: <NotFound /> },
        ],
      },
    ],
  },
]);
