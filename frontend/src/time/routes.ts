import type { RouteObject } from "react-router";

export const timeRoutes: RouteObject[] = [
  { path: "/time-report", lazy: async () => ({ Component: (await import("./ReportPage")).ReportPage }) },
];
