import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const backend = process.env.COLLAB_BACKEND ?? "http://localhost:8000";

export default defineConfig({
  plugins: [react()],
  build: { assetsInlineLimit: 0, manifest: true, chunkSizeWarningLimit: 700 },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { "/api": backend, "/_allauth": backend, "/ws": { target: backend, ws: true } },
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"], setupFiles: ["./vitest.setup.ts"] },
});
