import { Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "./Failure";

/** Asks once more before something happens that others notice. Stays open with the reason when it is refused. */
export function Confirm(props: {
  opened: boolean;
  title: string;
  action: string;
  danger?: boolean;
  children: ReactNode;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation("app");
  const step = useMutation({ mutationFn: props.onConfirm, onSuccess: props.onClose });
  const close = () => {
    step.reset();
    props.onClose();
  };
  return (
    <Modal
      opened={props.opened}
      onClose={close}
      title={props.title}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Stack>
        {props.children}
        <Failure error={step.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("cancel")}
          </Button>
          <Button
            color={props.danger ? "red.9" : undefined}
            loading={step.isPending}
            onClick={() => step.mutate()}
          >
            {props.action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
