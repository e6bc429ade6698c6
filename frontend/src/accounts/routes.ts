import type { RouteObject } from "react-router";

export const publicRoutes: RouteObject[] = [
  { path: "/signin", lazy: async () => ({ Component: (await import("./SignIn")).SignIn }) },
];

export const settingsRoutes: RouteObject[] = [];
