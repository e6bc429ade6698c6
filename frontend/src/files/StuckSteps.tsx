import { Button, FileButton, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../app/Failure";
import { namesake, otherName } from "./namesake";
import type { Transfer } from "./transfer";
import { useDesk } from "./UploadsProvider";

/** The ways on for a file that does not move by itself. */
export function StuckSteps({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation("files");
  const desk = useDesk();
  const { id, stage } = transfer;
  if (stage === "taken") return <Taken transfer={transfer} />;
  if (stage === "choose")
    return (
      <Group gap="xs">
        <FileButton onChange={(file) => file && void desk.give(id, file)}>
          {(props) => (
            <Button {...props} size="compact-xs" variant="default">
              {t("step.choose")}
            </Button>
          )}
        </FileButton>
      </Group>
    );
  if (stage !== "failed" && stage !== "retrying") return null;
  return (
    <Group gap="xs">
      <Button size="compact-xs" variant="default" onClick={() => void desk.resume(id)}>
        {stage === "failed" ? t("step.retry") : t("step.now")}
      </Button>
    </Group>
  );
}

/** There is a file of this name: this one becomes its next version, or gets another name. */
function Taken({ transfer: { id, room, name } }: { transfer: Transfer }) {
  const { t } = useTranslation("files");
  const desk = useDesk();
  const [asked, asking] = useDisclosure(false);
  const asVersion = useMutation({
    mutationFn: async () => desk.again(id, { versionOf: await namesake(room, name) }),
  });
  return (
    <>
      <Group gap="xs">
        <Button size="compact-xs" loading={asVersion.isPending} onClick={() => asVersion.mutate()}>
          {t("step.version")}
        </Button>
        <Button size="compact-xs" variant="default" onClick={asking.open}>
          {t("step.rename")}
        </Button>
      </Group>
      <Failure error={asVersion.error} />
      {asked && (
        <Rename name={name} onClose={asking.close} onName={(fresh) => desk.again(id, { name: fresh })} />
      )}
    </>
  );
}

type RenameProps = { name: string; onClose: () => void; onName: (name: string) => unknown };

function Rename({ name, onClose, onName }: RenameProps) {
  const { t } = useTranslation(["files", "app"]);
  const [fresh, setFresh] = useState(() => otherName(name));
  const send = (event: FormEvent) => {
    event.preventDefault();
    onName(fresh.trim());
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("step.renameTitle")}
      closeButtonProps={{ "aria-label": t("app:close") }}
    >
      <form onSubmit={send}>
        <Stack>
          <TextInput
            label={t("step.renameLabel")}
            value={fresh}
            onChange={(event) => setFresh(event.currentTarget.value)}
            dir="auto"
            data-autofocus
          />
          <Group justify="flex-end">
            <Button type="submit" disabled={!fresh.trim()}>
              {t("step.renameDone")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
