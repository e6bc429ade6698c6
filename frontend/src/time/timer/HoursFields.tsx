import { Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keepUsualHours, usualHours } from "./settings";
import classes from "./timer.module.css";
import { clockOf, minutesOf } from "./written";

/** When this person usually works; outside of it they are reminded of a timer that runs. Kept at once. */
export function HoursFields() {
  const { t } = useTranslation("timer");
  const [hours, setHours] = useState(usualHours);
  const change = (end: "from" | "to", text: string) => {
    const minute = minutesOf(text);
    if (minute === null) return;
    const next = { ...hours, [end]: minute };
    setHours(next);
    keepUsualHours(next);
  };
  const written = { from: clockOf(hours.from), to: clockOf(hours.to) };
  return (
    <details>
      <summary className={classes.summary}>{t("dialog.hours", written)}</summary>
      <Group grow mt="xs">
        {(["from", "to"] as const).map((end) => (
          <TextInput
            key={end}
            type="time"
            size="xs"
            label={t(`dialog.${end}`)}
            value={clockOf(hours[end])}
            onChange={(event) => change(end, event.currentTarget.value)}
          />
        ))}
      </Group>
    </details>
  );
}
