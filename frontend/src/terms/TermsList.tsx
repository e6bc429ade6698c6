import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Terms } from "../wire";
import { diff, type Field } from "./diff";
import classes from "./terms.module.css";
import { useTermsWords } from "./usePolicy";

/** Terms as a list of what was agreed; `without` leaves out what stands elsewhere on the page. */
export function TermsList({ terms, without = [] }: { terms: Terms; without?: Field[] }) {
  const { t } = useTranslation("terms");
  const words = useTermsWords();
  const rows = diff(terms, terms).filter(({ field }) => !without.includes(field));
  return (
    <dl className={classes.list}>
      {rows.map(({ field }) => (
        <div key={field} className={field === "description" ? classes.long : undefined}>
          <Text component="dt" size="sm" c="dimmed">
            {t(`field.${field}`)}
          </Text>
          <Text component="dd" className={classes.value}>
            {words.value(field, terms)}
          </Text>
        </div>
      ))}
    </dl>
  );
}
