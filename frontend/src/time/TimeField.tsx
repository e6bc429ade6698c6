import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** A day and a time to the second, on the clocks of a zone. */
export function TimeField(props: {
  label: string;
  value: string;
  zone: string;
  error?: string;
  onChange: (field: string) => void;
}) {
  const { t } = useTranslation("time");
  return (
    <TextInput
      type="datetime-local"
      step={1}
      label={props.label}
      description={t("zone.shown", { zone: props.zone.replaceAll("_", " ") })}
      value={props.value}
      error={props.error}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
