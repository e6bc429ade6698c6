import { Loader, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { type ApiError, sentence } from "../api/errors";
import { fullTime } from "../app/time";
import type { Message, Revision } from "../wire";
import { MessageText } from "./MessageText";

type Props = { room: string; message: Message | null; onClose: () => void };

/** All wordings of an edited message, the present one first. */
export function Revisions({ room, message, onClose }: Props) {
  const { t } = useTranslation(["chat", "app"]);
  const seq = message?.seq ?? 0;
  const { data, error } = useQuery<{ items: Revision[] }, ApiError>({
    queryKey: ["revisions", room, seq, message?.edited_at],
    queryFn: () =>
      answer(api.GET("/api/v1/rooms/{room}/messages/{seq}/revisions", { params: { path: { room, seq } } })),
    enabled: message !== null,
  });
  const now = message && { text: message.text ?? t("deleted"), at: message.edited_at ?? message.at };
  return (
    <Modal
      opened={message !== null}
      onClose={onClose}
      title={t("revisions.title")}
      closeButtonProps={{ "aria-label": t("app:close") }}
    >
      <Stack>
        {error && <Text>{sentence(error, t("revisions.failed"))}</Text>}
        {!error && !data && <Loader type="dots" />}
        {now && <Wording {...now} />}
        {data?.items.toReversed().map((revision) => (
          <Wording key={revision.at} {...revision} />
        ))}
      </Stack>
    </Modal>
  );
}

function Wording({ text, at }: { text: string; at: string }) {
  return (
    <div>
      <Text fz="xs" c="dimmed">
        {fullTime(new Date(at))}
      </Text>
      <MessageText text={text} />
    </div>
  );
}
