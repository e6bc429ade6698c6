import type { RouteObject } from "react-router";

export const termsRoutes: RouteObject[] = [
  { path: "/offers/new", lazy: async () => ({ Component: (await import("./OfferPage")).OfferPage }) },
  { path: "/rooms/:room/terms", lazy: async () => ({ Component: (await import("./TermsPage")).TermsPage }) },
  {
    path: "/rooms/:room/terms/propose",
    lazy: async () => ({ Component: (await import("./ProposePage")).ProposePage }),
  },
  { path: "/invites", lazy: async () => ({ Component: (await import("./InvitesPage")).InvitesPage }) },
];
