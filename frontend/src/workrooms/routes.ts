import type { RouteObject } from "react-router";

export const roomRoutes: RouteObject[] = [
  {
    path: "/rooms",
    lazy: async () => ({ Component: (await import("./RoomsPage")).RoomsPage }),
    children: [
      { index: true, lazy: async () => ({ Component: (await import("./NoRoom")).NoRoom }) },
      {
        path: ":room",
        lazy: async () => ({ Component: (await import("./RoomPage")).RoomPage }),
        children: [
          { index: true, lazy: async () => ({ Component: (await import("./RoomTalk")).RoomTalk }) },
          {
            path: "files",
            lazy: async () => ({ Component: (await import("../files/FilesPage")).FilesPage }),
          },
          {
            path: "milestones",
            lazy: async () => ({ Component: (await import("../milestones/MilestonesPage")).MilestonesPage }),
          },
          {
            path: "milestones/:milestone",
            lazy: async () => ({ Component: (await import("../milestones/MilestonePage")).MilestonePage }),
          },
          {
            path: "time",
            lazy: async () => ({ Component: (await import("../time/TimePage")).TimePage }),
          },
          {
            path: "money",
            lazy: async () => ({ Component: (await import("../money/MoneyPage")).MoneyPage }),
          },
        ],
      },
    ],
  },
];
