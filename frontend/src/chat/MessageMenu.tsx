import { ActionIcon, Menu } from "@mantine/core";
import { IconArrowBackUp, IconCopy, IconDots, IconHistory, IconPencil, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Message } from "../wire";
import classes from "./chat.module.css";

export type MessageSteps = {
  reply: (message: Message) => void;
  edit: (message: Message) => void;
  remove: (message: Message) => void;
  history: (message: Message) => void;
};

type Props = { message: Message; mine: boolean; writable: boolean; steps: MessageSteps };

export function MessageMenu({ message, mine, writable, steps }: Props) {
  const { t } = useTranslation("chat");
  const entries = [
    { label: t("action.reply"), Icon: IconArrowBackUp, run: () => steps.reply(message), shown: writable },
    { label: t("action.edit"), Icon: IconPencil, run: () => steps.edit(message), shown: writable && mine },
    { label: t("action.copy"), Icon: IconCopy, run: () => copy(message), shown: message.text },
    {
      label: t("action.history"),
      Icon: IconHistory,
      run: () => steps.history(message),
      shown: message.edited_at,
    },
    { label: t("action.remove"), Icon: IconTrash, run: () => steps.remove(message), shown: writable && mine },
  ];
  return (
    <div className={classes.actions}>
      <Menu position="bottom-end" returnFocus>
        <Menu.Target>
          <ActionIcon variant="default" size="md" aria-label={t("action.menu")}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {entries
            .filter(({ shown }) => shown)
            .map(({ label, Icon, run }) => (
              <Menu.Item key={label} leftSection={<Icon size={16} aria-hidden />} onClick={run}>
                {label}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function copy({ text }: Message): void {
  void navigator.clipboard?.writeText(text ?? "");
}
