import type { RouteObject } from "react-router";

export const roomRoutes: RouteObject[] = [
  {
    path: "/rooms",
    lazy: async () => ({ Component: (await import("./RoomsPage")).RoomsPage }),
    children: [
      { index: true, lazy: async () => ({ Component: (await import("./NoRoom")).NoRoom }) },
      { path: ":room", lazy: async () => ({ Component: (await import("./RoomPage")).RoomPage }) },
    ],
  },
];
