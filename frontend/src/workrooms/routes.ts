import type { RouteObject } from "react-router";

export const roomRoutes: RouteObject[] = [
  { path: "/rooms", lazy: async () => ({ Component: (await import("./RoomsPage")).RoomsPage }) },
];
