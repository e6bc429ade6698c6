import { Avatar, Button, FileButton, Group, Input, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { csrfToken, refusal } from "../api/client";
import { newKey } from "../api/key";
import { queries } from "../api/query";
import { Failure } from "../app/Failure";
import { PersonAvatar } from "../app/PersonAvatar";
import type { Me } from "./me";

const TYPES = ["image/png", "image/jpeg", "image/webp"];
const MOST_BYTES = 2 * 1024 * 1024;

/** The body of this door is the picture itself, so it does not go through the typed client. */
async function sendPicture(picture: File | null): Promise<Me> {
  const response = await fetch("/api/v1/me/avatar", {
    method: picture ? "PUT" : "DELETE",
    headers: {
      "X-CSRFToken": csrfToken(),
      "Idempotency-Key": newKey(),
      ...(picture && { "Content-Type": picture.type }),
    },
    body: picture,
  });
  if (!response.ok) throw await refusal(response);
  return (await response.json()) as Me;
}

/** A picture that was chosen but not sent, as an address for `<img>`. */
function usePreview(picture: File | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!picture) return setAddress(null);
    const made = URL.createObjectURL(picture);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return address;
}

export function AvatarField({ me }: { me: Me }) {
  const { t } = useTranslation("accounts");
  const [chosen, setChosen] = useState<File | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const preview = usePreview(chosen);
  const sending = useMutation({
    mutationFn: sendPicture,
    onSuccess: (saved, picture) => {
      queries.setQueryData(["me"], saved);
      setChosen(null);
      notifications.show({
        message: t(picture ? "profile.pictureSaved" : "profile.pictureRemoved"),
        color: "teal",
      });
    },
  });
  const choose = (file: File | null) => {
    if (!file) return;
    sending.reset();
    const size = (file.size / 1024 / 1024).toFixed(1);
    const wrong = !TYPES.includes(file.type)
      ? t("profile.wrongType")
      : file.size > MOST_BYTES && t("profile.tooLarge", { size });
    setFault(wrong || null);
    setChosen(wrong ? null : file);
  };
  return (
    <Stack gap="xs">
      <Group wrap="nowrap" align="center">
        {preview ? (
          <Avatar src={preview} size={72} radius="xl" alt={t("profile.preview")} />
        ) : (
          <PersonAvatar person={me} size={72} />
        )}
        <Stack gap={4}>
          <Text fw={500}>{t("profile.picture")}</Text>
          <Text size="sm" c="dimmed">
            {preview ? t("profile.preview") : t("profile.pictureHint")}
          </Text>
          {fault && <Input.Error role="alert">{fault}</Input.Error>}
        </Stack>
      </Group>
      <Failure error={sending.error} />
      <Group gap="xs">
        {chosen && (
          <Button size="xs" loading={sending.isPending} onClick={() => sending.mutate(chosen)}>
            {t("profile.usePicture")}
          </Button>
        )}
        <FileButton onChange={choose} accept={TYPES.join(",")}>
          {(props) => (
            <Button {...props} size="xs" variant="default">
              {t(me.avatar || chosen ? "profile.change" : "profile.choose")}
            </Button>
          )}
        </FileButton>
        {me.avatar && !chosen && (
          <Button
            size="xs"
            variant="default"
            loading={sending.isPending}
            onClick={() => sending.mutate(null)}
          >
            {t("profile.remove")}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
