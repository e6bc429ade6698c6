import type { RouteObject } from "react-router";

export const moneyRoutes: RouteObject[] = [
  { path: "/money", lazy: async () => ({ Component: (await import("./MyMoneyPage")).MyMoneyPage }) },
];
