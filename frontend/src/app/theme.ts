import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";
import i18n from "./i18n";

const ink: MantineColorsTuple = [
  "#eef3ff",
  "#dbe4fb",
  "#b4c6f3",
  "#8aa6ec",
  "#688ae6",
  "#5279e2",
  "#446fe1",
  "#345fc9",
  "#2b54b4",
  "#1d489f",
];

export const theme = createTheme({
  colors: { ink },
  primaryColor: "ink",
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  defaultRadius: "md",
  cursorType: "pointer",
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  headings: { fontWeight: "650" },
  respectReducedMotion: true,
  components: {
    // Their <header> would be a second banner of the page.
    ModalHeader: { defaultProps: { component: "div" } },
    Modal: { styles: { title: { lineHeight: 1.35, fontWeight: 650 } } },
    DrawerHeader: { defaultProps: { component: "div" } },
    Notification: {
      defaultProps: { closeButtonProps: { "aria-label": i18n.t("app:close") } },
      // Under a title theirs is too pale to be read.
      styles: { description: { color: "var(--mantine-color-dimmed)" } },
    },
  },
});

/** What Mantine has no word for. In both schemes, text on these grounds meets 4.5:1. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#586069",
    "--mantine-color-error": "#c92a2a",
    "--collab-ground": "#f6f7f9",
    "--collab-chosen": "#e6edfd",
    "--collab-accent": "#2b54b4",
    "--collab-refused": "#c92a2a",
    "--collab-flash": "#fff3c4",
    "--collab-notice": "#fff0c2",
    "--collab-online": "#2f9e44",
    "--collab-away": "#e8a200",
    "--collab-yes": "#2b8a3e",
    "--collab-no": "#c92a2a",
  },
  dark: {
    "--mantine-color-dimmed": "#a6adb5",
    "--mantine-color-error": "#ff8787",
    "--collab-ground": "#1f2023",
    "--collab-chosen": "#24355f",
    "--collab-accent": "#9db6f5",
    "--collab-refused": "#ff8787",
    "--collab-flash": "#4d4318",
    "--collab-notice": "#4a3c0d",
    "--collab-online": "#51cf66",
    "--collab-away": "#fcc419",
    "--collab-yes": "#2b8a3e",
    "--collab-no": "#c92a2a",
  },
});
