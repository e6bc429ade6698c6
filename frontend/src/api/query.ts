import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./errors";

/** What was read over HTTP and is shown. Refusals are final; only silence is worth a second try. */
export const queries = new QueryClient({
  defaultOptions: {
    // A step that cannot be sent now says so, instead of being taken some time later.
    mutations: { networkMode: "always" },
    queries: {
      staleTime: 30_000,
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ApiError && error.status > 0 && error.status < 500),
    },
  },
});
