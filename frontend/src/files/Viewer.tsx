import { Button, Loader, Stack, Text } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../app/Failure";
import type { FileVersion } from "../wire";
import { doors } from "./doors";
import classes from "./files.module.css";

type Props = { room: string; version: FileVersion };

/** A large look at a version, by means that run nothing of it: a picture drawn by the server, plain text, a player. */
export function Viewer({ room, version }: Props) {
  const { t } = useTranslation("files");
  return (
    <section className={classes.viewer} aria-label={version.name}>
      {version.deleted_at ? (
        <Text c="dimmed" p="md">
          {t("dialog.deletedPreview")}
        </Text>
      ) : (
        <Look room={room} version={version} />
      )}
    </section>
  );
}

function Look({ room, version }: Props) {
  const { t } = useTranslation("files");
  const { kind, previews, preview, name } = version;
  const text = previews.find((one) => one.kind === "text");
  const picture =
    previews.find((one) => one.kind === "page") ?? previews.find((one) => one.kind === "thumbnail");
  if (kind === "audio" || kind === "video") return <Player room={room} version={version} />;
  if (text) return <TextLook path={text.path} />;
  if (picture)
    return (
      <img
        src={picture.path}
        alt={name}
        width={picture.width ?? undefined}
        height={picture.height ?? undefined}
        style={{ height: "auto" }}
      />
    );
  const words = {
    waiting: t("card.previewWaiting"),
    failed: t("card.previewFailed"),
    none: t("dialog.noPreview"),
    made: t("dialog.noPreview"),
  };
  return (
    <Text c="dimmed" p="md" role="status">
      {words[preview]}
    </Text>
  );
}

function TextLook({ path }: { path: string }) {
  const { t } = useTranslation("files");
  const { data, error, refetch } = useQuery({
    queryKey: ["file-text", path],
    queryFn: () => doors.text(path),
  });
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loader type="dots" />;
  return (
    <Stack gap="xs" className={classes.viewerStart}>
      {/* Long texts scroll, so the keyboard must get there. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: as above */}
      <pre className={classes.viewerText} dir="auto" data-language={data.language} tabIndex={0}>
        {data.text}
      </pre>
      {!data.whole && (
        <Text fz="xs" c="dimmed" px="sm" pb="xs">
          {t("dialog.start")}
        </Text>
      )}
    </Stack>
  );
}

/** Plays from storage, piece by piece. Asking for the link counts as a download, so only a click does. */
function Player({ room, version }: Props) {
  const { t } = useTranslation("files");
  const [broken, setBroken] = useState(false);
  const link = useMutation({ mutationFn: () => doors.link(room, version, true) });
  if (broken) return <Text p="md">{t("dialog.playFailed")}</Text>;
  if (!link.data)
    return (
      <Stack align="center" p="md">
        <Button
          leftSection={<IconPlayerPlay size={18} aria-hidden />}
          loading={link.isPending}
          onClick={() => link.mutate()}
        >
          {t("dialog.play")}
        </Button>
        <Failure error={link.error} />
      </Stack>
    );
  const Tag = version.kind === "audio" ? "audio" : "video";
  return (
    <Tag src={link.data.url} controls autoPlay aria-label={version.name} onError={() => setBroken(true)} />
  );
}
