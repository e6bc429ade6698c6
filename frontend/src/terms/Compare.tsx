import { Badge, Group, Stack, Switch, Text } from "@mantine/core";
import { IconArrowsExchange } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWhen } from "../app/when";
import type { Terms } from "../wire";
import { diff, type Field, nextMonday, type Row } from "./diff";
import classes from "./terms.module.css";
import { useTermsWords } from "./usePolicy";

type Comparable = Pick<Terms, Field>;

/**
 * Two terms side by side. What changes is marked by a word, a bar and a struck old value. Where `countsFrom` is given
 * (agreed already) its instants stand at their rows; where `running`, the instants if it were accepted now.
 */
export function Compare(props: {
  old: Comparable;
  next: Comparable;
  headings: [string, string];
  label: string;
  running?: boolean;
  countsFrom?: Record<string, string>;
}) {
  const { t } = useTranslation("terms");
  const [all, setAll] = useState(false);
  const rows = diff(props.old, props.next);
  const shown = rows.filter((row) => all || row.changed);
  return (
    <Stack gap="xs">
      {shown.length === 0 ? (
        <Text c="dimmed">{t("compare.nothing")}</Text>
      ) : (
        <table className={classes.compare} aria-label={props.label}>
          <thead>
            <tr>
              {props.headings.map((heading) => (
                <Text key={heading} component="th" scope="col" size="sm" c="dimmed">
                  {heading}
                </Text>
              ))}
            </tr>
          </thead>
          {shown.map((row) => (
            <CompareRow key={row.field} row={row} {...props} />
          ))}
        </table>
      )}
      {rows.some(({ changed }) => !changed) && (
        <Switch
          size="sm"
          checked={all}
          onChange={(event) => setAll(event.currentTarget.checked)}
          label={t("compare.all")}
        />
      )}
    </Stack>
  );
}

function CompareRow(props: {
  row: Row;
  old: Comparable;
  next: Comparable;
  running?: boolean;
  countsFrom?: Record<string, string>;
}) {
  const { t } = useTranslation("terms");
  const words = useTermsWords();
  const { field, changed } = props.row;
  const from = useCountsFrom(props.row, props.running ?? false, props.countsFrom?.[field]);
  return (
    <tbody className={changed ? classes.changed : undefined}>
      <tr>
        <th scope="rowgroup" colSpan={2}>
          <Group gap="xs">
            <Text fw={600} size="sm">
              {t(`field.${field}`)}
            </Text>
            {changed && (
              <Badge
                variant="outline"
                size="sm"
                tt="none"
                leftSection={<IconArrowsExchange size={12} aria-hidden />}
              >
                {t("compare.changed")}
              </Badge>
            )}
            {changed && from && (
              <Text size="sm" c="dimmed" fw={400}>
                {from}
              </Text>
            )}
          </Group>
        </th>
      </tr>
      <tr>
        <td className={classes.value}>
          {changed ? (
            <del className={classes.old}>{words.value(field, props.old)}</del>
          ) : (
            words.value(field, props.old)
          )}
        </td>
        <td className={classes.value}>
          {changed ? (
            <ins className={classes.new} style={{ textDecoration: "none" }}>
              {words.value(field, props.next)}
            </ins>
          ) : (
            words.value(field, props.next)
          )}
        </td>
      </tr>
    </tbody>
  );
}

function useCountsFrom(row: Row, running: boolean, agreed: string | undefined): string | null {
  const { t } = useTranslation("terms");
  const when = useWhen();
  if (agreed) return t("compare.countsFrom", { when: when.utc(agreed) });
  if (!running) return null;
  if (row.from === "acceptance") return t("compare.fromNow");
  return t("compare.fromMonday", { date: when.day(nextMonday(new Date()).toISOString()) });
}
