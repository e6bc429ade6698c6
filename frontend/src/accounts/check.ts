import i18n from "../app/i18n";

/** Checks of single fields, for @mantine/form: a sentence, or null when fine. The server has the last word. */
const t = i18n.getFixedT(null, "accounts");

export const email = (value: string) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : t("need.email"));
export const password = (value: string) => (value ? null : t("need.password"));
export const newPassword = (value: string) => (value.length >= 10 ? null : t("need.short"));
export const code = (value: string) => (value.trim() ? null : t("need.code"));

export const name = (value: string) => line(value, t("need.name"));
export const tokenName = (value: string) => line(value, t("need.tokenName"));

function line(value: string, missing: string): string | null {
  if (!value.trim()) return missing;
  return value.trim().length > 120 ? t("need.long", { most: 120 }) : null;
}
