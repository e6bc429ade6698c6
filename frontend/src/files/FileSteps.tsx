import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDownload, IconExternalLink, IconMessage, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Confirm } from "../app/Confirm";
import { Failure } from "../app/Failure";
import type { RoomState } from "../live/apply";
import type { FileVersion, File as Whole } from "../wire";
import { doors } from "./doors";
import { mayDelete } from "./mayDelete";
import { useDownload } from "./useDownload";

type Props = { state: RoomState; file: Whole; version: FileVersion };

/** What can be done with a version. */
export function FileSteps({ state, file, version }: Props) {
  const { t } = useTranslation("files");
  const room = state.room.id;
  const download = useDownload(room);
  const gone = version.deleted_at != null;
  return (
    <Group gap="xs">
      {!gone && (
        <Button
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={download.isPending}
          onClick={() => download.mutate(version)}
        >
          {t("dialog.download")}
        </Button>
      )}
      {!gone && version.kind === "pdf" && <OpenApart room={room} version={version} />}
      {version.said && (
        <Button
          component={Link}
          to={`/rooms/${room}?at=${version.said}`}
          variant="default"
          leftSection={<IconMessage size={16} aria-hidden />}
        >
          {t("dialog.said")}
        </Button>
      )}
      {mayDelete(state, version) && <Remove room={room} version={version} />}
      {file.versions.filter((one) => mayDelete(state, one)).length > 1 && (
        <Remove room={room} version={version} all />
      )}
      {!gone && version.frozen && <Text fz="sm">{t("card.frozenWords")}</Text>}
    </Group>
  );
}

/** Storage is another site, so whatever a PDF tries, it tries there. */
function OpenApart({ room, version }: { room: string; version: FileVersion }) {
  const { t } = useTranslation("files");
  const open = useMutation({
    // The tab must be there with the click: later, browsers would take it for a pop-up.
    mutationFn: async (tab: Window | null) => {
      try {
        const { url } = await doors.link(room, version, true);
        tab?.location.replace(url);
      } catch (error) {
        tab?.close();
        throw error;
      }
    },
  });
  const start = () => {
    const tab = window.open("about:blank", "_blank");
    if (tab) tab.opener = null;
    open.mutate(tab);
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconExternalLink size={16} aria-hidden />}
        title={t("sandbox")}
        loading={open.isPending}
        onClick={start}
      >
        {t("dialog.open")}
      </Button>
      <Failure error={open.error} />
    </>
  );
}

type RemoveProps = { room: string; version: FileVersion; all?: boolean };

function Remove({ room, version: { file, name, number }, all = false }: RemoveProps) {
  const { t } = useTranslation("files");
  const [asked, asking] = useDisclosure(false);
  const words = { name, number };
  const remove = () => (all ? doors.removeFile(room, file) : doors.removeVersion(room, file, number));
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={asking.open}
      >
        {all ? t("dialog.removeAll") : t("dialog.remove", words)}
      </Button>
      <Confirm
        opened={asked}
        title={all ? t("dialog.removeAllTitle", words) : t("dialog.removeTitle", words)}
        action={t("dialog.removeConfirm")}
        danger
        onConfirm={remove}
        onClose={asking.close}
      >
        <Text>{t("dialog.removeText")}</Text>
      </Confirm>
    </>
  );
}
