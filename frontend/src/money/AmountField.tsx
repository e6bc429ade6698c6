import { TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { parseMoney } from "../terms/money";
import { useDigits } from "./useMoney";

/** An amount, typed in major units; its currency stands in the field. */
export function AmountField(props: {
  label: string;
  description?: ReactNode;
  error?: ReactNode;
  currency: string;
  value: string;
  required?: boolean;
  autoFocus?: boolean;
  onChange: (value: string) => void;
}) {
  const { currency, onChange, autoFocus, ...rest } = props;
  return (
    <TextInput
      {...rest}
      data-autofocus={autoFocus || undefined}
      inputMode="decimal"
      autoComplete="off"
      rightSection={currency}
      rightSectionWidth={56}
      maw={280}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** What stands in such a field, in minor units; null where it reads as no amount. */
export function useAmount(text: string, currency: string): number | null {
  return parseMoney(text, useDigits(currency));
}
