import { ActionIcon, Button, Group, Input, Stack, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { type KeyboardEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "../api/key";
import type { ItemValue } from "./draft";

const ITEMS_MOST = 50;
const ITEM_CHARS = 300;

type Props = { items: ItemValue[]; onChange: (items: ItemValue[]) => void; error?: string };

/** What acceptance will look at, one line each. Enter begins the next one, Backspace in an empty one takes it away. */
export function ChecklistEditor({ items, onChange, error }: Props) {
  const { t } = useTranslation("milestones");
  const list = useRef<HTMLUListElement>(null);
  const focus = (i: number) =>
    requestAnimationFrame(() => list.current?.querySelectorAll("input")[Math.max(0, i)]?.focus());
  const add = (after: number) => {
    if (items.length >= ITEMS_MOST) return;
    onChange([...items.slice(0, after + 1), { key: newKey(), text: "" }, ...items.slice(after + 1)]);
    focus(after + 1);
  };
  const remove = (i: number) => {
    onChange(items.filter((_, at) => at !== i));
    focus(i - 1);
  };
  const keys = (i: number) => (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      add(i);
    } else if (event.key === "Backspace" && items[i]?.text === "") {
      event.preventDefault();
      remove(i);
    }
  };
  const say = (i: number, text: string) =>
    onChange(items.map((item, at) => (at === i ? { ...item, text } : item)));
  return (
    <Input.Wrapper
      label={t("checklist.label")}
      labelElement="div"
      description={t("checklist.hint")}
      error={error}
      role="group"
      aria-label={t("checklist.label")}
    >
      <Stack gap="xs" mt={6}>
        <ul ref={list} style={{ listStyle: "none", margin: 0, padding: 0 }}>
          {items.map((item, i) => (
            <Group key={item.key} component="li" gap="xs" wrap="nowrap" mb={6}>
              <TextInput
                flex={1}
                aria-label={t("checklist.item", { number: i + 1 })}
                value={item.text}
                maxLength={ITEM_CHARS}
                dir="auto"
                onChange={(event) => say(i, event.currentTarget.value)}
                onKeyDown={keys(i)}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t("checklist.remove", { number: i + 1 })}
                onClick={() => remove(i)}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
        </ul>
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={items.length >= ITEMS_MOST}
            onClick={() => add(items.length - 1)}
          >
            {t("checklist.add")}
          </Button>
        </Group>
      </Stack>
    </Input.Wrapper>
  );
}
