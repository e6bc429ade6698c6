import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSession } from "../live/LiveProvider";
import type { Message } from "../wire";

type Props = { room: string; message: Message | null; onClose: () => void };

export function Remove({ room, message, onClose }: Props) {
  const { t } = useTranslation(["chat", "app"]);
  const session = useSession();
  const remove = () => {
    if (message) void session.write({ method: "message.delete", params: { room, seq: message.seq } });
    onClose();
  };
  return (
    <Modal
      opened={message !== null}
      onClose={onClose}
      title={t("remove.title")}
      closeButtonProps={{ "aria-label": t("app:close") }}
    >
      <Stack>
        <Text>{t("remove.text")}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t("app:cancel")}
          </Button>
          <Button color="red.8" onClick={remove}>
            {t("remove.confirm")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
