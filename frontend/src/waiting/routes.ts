import type { RouteObject } from "react-router";

export const waitingRoutes: RouteObject[] = [
  { path: "/waiting", lazy: async () => ({ Component: (await import("./WaitingPage")).WaitingPage }) },
];
