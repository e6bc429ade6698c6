import { type RouteObject, redirect } from "react-router";

export const publicRoutes: RouteObject[] = [
  { path: "/signin", lazy: async () => ({ Component: (await import("./SignIn")).SignIn }) },
  { path: "/signin/code", lazy: async () => ({ Component: (await import("./SecondStep")).SecondStep }) },
  { path: "/signup", lazy: async () => ({ Component: (await import("./SignUp")).SignUp }) },
  { path: "/verify/:key?", lazy: async () => ({ Component: (await import("./Verify")).Verify }) },
  { path: "/reset", lazy: async () => ({ Component: (await import("./AskReset")).AskReset }) },
  { path: "/reset/:key", lazy: async () => ({ Component: (await import("./Reset")).Reset }) },
];

export const settingsRoutes: RouteObject[] = [
  {
    path: "/settings",
    lazy: async () => ({ Component: (await import("./Settings")).Settings }),
    children: [
      { index: true, loader: () => redirect("/settings/profile") },
      { path: "profile", lazy: async () => ({ Component: (await import("./Profile")).Profile }) },
      { path: "security", lazy: async () => ({ Component: (await import("./Security")).Security }) },
      { path: "tokens", lazy: async () => ({ Component: (await import("./Tokens")).Tokens }) },
    ],
  },
];
