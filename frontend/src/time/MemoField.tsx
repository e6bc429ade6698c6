import { Autocomplete } from "@mantine/core";

/** What was done; completed from what was said before. */
export function MemoField(props: {
  label: string;
  value: string;
  memos: string[];
  error?: string;
  onChange: (memo: string) => void;
}) {
  return (
    <Autocomplete
      label={props.label}
      value={props.value}
      onChange={props.onChange}
      data={[...new Set(props.memos)]}
      limit={8}
      maxLength={300}
      error={props.error}
      autoComplete="off"
      dir="auto"
      withAsterisk
      required
    />
  );
}
