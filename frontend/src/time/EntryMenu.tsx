import { ActionIcon, Menu } from "@mantine/core";
import { IconArrowsSplit2, IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Entry } from "./entries";
import { useZoned } from "./when";

export type EntryStep = "edit" | "split" | "remove";

const STEPS = [
  ["edit", IconPencil],
  ["split", IconArrowsSplit2],
  ["remove", IconTrash],
] as const;

/** What its worker can do with an entry until the week closes. */
export function EntryMenu(props: {
  entry: Entry;
  zone: string;
  onStep: (step: EntryStep, entry: Entry) => void;
}) {
  const { t } = useTranslation("time");
  const zoned = useZoned(props.zone);
  const { memo, start, end } = props.entry;
  const times = t("list.times", { from: zoned.clock(Date.parse(start)), to: zoned.clock(Date.parse(end)) });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t("list.menu", { memo: memo || t("list.noMemo"), times })}
        >
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {STEPS.map(([step, Icon]) => (
          <Menu.Item
            key={step}
            leftSection={<Icon size={16} aria-hidden />}
            onClick={() => props.onStep(step, props.entry)}
          >
            {t(`${step}.action`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
