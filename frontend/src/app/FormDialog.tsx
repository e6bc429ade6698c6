import { Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "./Failure";

/** Asks for what a step needs, takes it, and closes. Stays open with the reason when it is refused. */
export function FormDialog(props: {
  opened: boolean;
  title: string;
  action: string;
  /** Instead of “Cancel”. */
  dismiss?: string;
  danger?: boolean;
  size?: string;
  /** Says what is missing at its field, and whether all is there. */
  isComplete?: () => boolean;
  onAct: () => Promise<unknown>;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation("app");
  const step = useMutation({ mutationFn: props.onAct, onSuccess: props.onClose });
  const close = () => {
    step.reset();
    props.onClose();
  };
  return (
    <Modal
      opened={props.opened}
      onClose={close}
      title={props.title}
      size={props.size}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (!step.isPending && (props.isComplete?.() ?? true)) step.mutate();
        }}
      >
        <Stack>
          {props.children}
          <Failure error={step.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {props.dismiss ?? t("cancel")}
            </Button>
            <Button type="submit" color={props.danger ? "red.9" : undefined} loading={step.isPending}>
              {props.action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
